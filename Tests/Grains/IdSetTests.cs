using FsCheck;
using FsCheck.Fluent;
using Instagram.Grains.Users;

namespace Instagram.Tests.Grains;

public sealed class IdSetTests
{
    [Fact]
    public void It_holds_what_a_hash_set_holds_whatever_comes_and_goes() => Prop.ForAll(
        Gen.Choose(0, 40).Select(id => (long)id).ArrayOf().ToArbitrary(),
        Gen.Choose(-40, 40).ArrayOf().ToArbitrary(),
        (first, changes) =>
        {
            var (ids, expected) = (new IdSet(first), new HashSet<long>(first));
            foreach (var change in changes)
            {
                if (change < 0)
                {
                    ids.Remove(-change);
                    expected.Remove(-change);
                }
                else
                {
                    ids.Add(change);
                    expected.Add(change);
                }
            }
            Assert.Equal(expected.Count, ids.Count);
            Assert.All(Enumerable.Range(0, 41), id => Assert.Equal(expected.Contains(id), ids.Contains(id)));
        }).QuickCheckThrowOnFailure();
}
