using Instagram.Grains.Policies;

namespace Instagram.Tests.Grains;

public sealed class CelebrityPolicyTests
{
    [Theory]
    [InlineData(false, 10_000, false)]
    [InlineData(false, 10_001, true)]
    [InlineData(true, 10_001, true)]
    [InlineData(true, 10_000, true)]
    [InlineData(true, 9_000, true)]
    [InlineData(true, 8_999, false)]
    [InlineData(false, 9_500, false)]
    [InlineData(false, 0, false)]
    public void An_author_changes_sides_above_the_threshold_and_clearly_below_it(
        bool wasPulled, int followers, bool expected) =>
        Assert.Equal(expected, Celebrity.IsPulled(wasPulled, followers, 10_000, 0.1));

    [Fact]
    public void One_follower_to_and_fro_at_the_threshold_changes_nothing()
    {
        foreach (var start in new[] { false, true })
        {
            var pulled = start;
            var changes = 0;
            for (var step = 0; step < 100; step++)
            {
                var next = Celebrity.IsPulled(pulled, 9_999 + (step % 3), 10_000, 0.1);
                changes += next == pulled ? 0 : 1;
                pulled = next;
            }
            Assert.InRange(changes, 0, 1);
        }
    }

    [Fact]
    public void Without_hysteresis_the_threshold_alone_decides()
    {
        Assert.True(Celebrity.IsPulled(true, 3, 3, 0));
        Assert.False(Celebrity.IsPulled(true, 2, 3, 0));
        Assert.False(Celebrity.IsPulled(false, 3, 3, 0));
    }
}
