using FsCheck;
using FsCheck.Fluent;
using Instagram.ApiHost.Http;
using Instagram.Grains.Accounts;
using Instagram.Storage.Objects;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Fuzz.Laws;

[Collection(LawGroup.Name)]
public sealed class IdLaws(LawBook book)
{
    [Fact]
    public void An_id_is_written_in_one_way_alone() => book.Holds(Texts.Any, text =>
        Assert.True(!Ids.TryParse(text, out var id) || (Ids.Text(id) == text && id > 0)));

    [Fact]
    public void An_id_that_is_written_is_read() => book.Holds(Numbers.Longs, number =>
        Assert.Equal(number > 0, Ids.TryParse(Ids.Text(number), out var id) && id == number));

    [Fact]
    public void Ids_grow_with_their_clock_and_against_it_and_keep_their_shard() => book.Holds(
        from steps in Gen.Choose(1, 60).SelectMany(count => Gen.ArrayOf(Gen.Choose(-50, 100), count))
        from shard in Gen.Choose(0, ShardId.Count - 1)
        select (steps, shard),
        each =>
        {
            var time = new ManualTime(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
            var ids = new SnowflakeIds(time);
            var before = 0L;
            foreach (var step in each.steps)
            {
                time.Advance(TimeSpan.FromMilliseconds(Math.Max(0, step)));
                var id = ids.Next(each.shard);
                Assert.True(id > before);
                Assert.Equal(each.shard, ShardId.Of(id));
                Assert.True(id >= SnowflakeIds.FirstAt(SnowflakeIds.TimeOf(id), each.shard));
                before = id;
            }
        }, 300);

    [Fact]
    public void A_session_token_names_its_session_and_no_other_text_is_one() => book.Holds(
        from id in Numbers.Ids from text in Texts.Gens select (id, text),
        each =>
        {
            var token = SessionToken.New(each.id);
            Assert.True(SessionToken.TryParse(token.Text, out var read) && read.SessionId == each.id);
            Assert.Equal(token.Hash, read.Hash);
            Assert.True(!SessionToken.TryParse(each.text, out var odd) || odd.Text == each.text);
        });

    [Fact]
    public void A_key_that_is_taken_leads_nowhere_but_below_its_root() => book.Holds(Texts.Any, text =>
    {
        if (ObjectKey.IsValid(text))
        {
            var path = Path.GetFullPath(Path.Combine("/root", text));
            Assert.Equal($"/root/{text}", path);
        }
    });
}
