using Instagram.Grains;
using Instagram.Grains.Search;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Tests.Grains;

/// <summary>What the index hears of only from the outbox, as after a crash right behind the commit.</summary>
[Collection(GrainGroup.Name)]
public sealed class IndexGrainTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_fact_that_was_not_published_reaches_the_index_and_a_late_repeat_changes_nothing()
    {
        var (bob, word) = (await _product.SignUp("bob"), SearchMembers.NewWord());
        var post = await Commit(bob, word);
        await Eventually.Becomes(() => bob.FindsHashtags(word), found => found is [{ PostCount: 1 }]);

        (await bob.Delete($"/api/v1/posts/{post}")).Is(204);
        await _product.Grains.GetGrain<IIndexGrain>(post).Refresh(IndexSubject.Post);
        await _product.Grains.GetGrain<IIndexGrain>(bob.Number).Refresh(IndexSubject.User);
        Assert.Empty(await bob.FindsHashtags(word));
    }

    [Fact]
    public async Task What_names_nothing_leaves_nothing()
    {
        var id = _product.Service<SnowflakeIds>().NextOnRandomShard();
        await _product.Grains.GetGrain<IIndexGrain>(id).Refresh(IndexSubject.Post);
        await _product.Grains.GetGrain<IIndexGrain>(id).Refresh(IndexSubject.User);
        Assert.Empty(await _product.Service<Instagram.Storage.Search.SearchStore>().PostsBy(
            ["quick"], [id], long.MaxValue, 10, default));
    }

    private async Task<long> Commit(Member author, string tag)
    {
        var ids = _product.Service<SnowflakeIds>();
        var id = ids.Next(ShardId.Of(author.Number));
        var fact = new IndexChanged(ids.Next(ShardId.Of(id)), IndexSubject.Post, id);
        await _product.Service<PostStore>().Create(
            new PostRow(
                id, author.Number, PostRowStatus.Processing, 0, $"quick #{tag}", [tag], [], [], [], null, null),
            [
                new OutboxFact(
                    fact.FactId, Streams.Index, id, System.Text.Json.JsonSerializer.Serialize(fact),
                    _product.Service<TimeProvider>().GetUtcNow()),
            ],
            default);
        return id;
    }
}
