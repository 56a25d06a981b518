using Instagram.Storage.Explore;
using Instagram.Storage.Feed;
using Instagram.Storage.Search;
using Instagram.Storage.Trending;

namespace Instagram.Tests.Storage;

/// <summary>What explore and trending ask of the index.</summary>
public sealed class TrendingStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private IndexStore _index = null!;
    private TrendingStore _trending = null!;
    private ExploreStore _explore = null!;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.OneDatabase();
        (_index, _trending, _explore) = (new(_world.Shards), new(_world.Shards), new(_world.Shards));
        await _index.PutUser(new IndexedUser(1, "ana", "Ana", false, 0, true, ["ana"]), default);
        await _index.PutUser(new IndexedUser(2, "ben", "Ben", false, 0, true, ["ben"]), default);
        await _index.PutUser(new IndexedUser(3, "secret", "Secret", true, 0, true, ["secret"]), default);
        await _index.PutPost(Post(10, 1, "sea", "sun"), default);
        await _index.PutPost(Post(11, 2, "sea"), default);
        await _index.PutPost(Post(12, 3, "sea"), default);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Only_open_posts_are_counted_and_not_those_of_authors_left_out()
    {
        Assert.Equal(
            new Dictionary<string, int> { ["sea"] = 2, ["sun"] = 1 },
            await _trending.Count(["sea", "sun", "never"], [], default));
        Assert.Equal(
            new Dictionary<string, int> { ["sea"] = 1, ["sun"] = 0 },
            await _trending.Count(["sea", "sun"], [1], default));
    }

    [Fact]
    public async Task The_newest_uses_are_those_of_open_posts()
    {
        Assert.Equal(
            [11, 10, 10], (await _trending.Newest(0, 10, default)).Select(use => use.PostId));
        Assert.Equal([new TaggingRow("sea", 11, 2)], await _trending.Newest(11, 10, default));
        Assert.Single(await _trending.Newest(0, 1, default));
    }

    [Fact]
    public async Task Counts_are_brought_up_to_date_where_there_is_a_post()
    {
        await _explore.SetCounts([new PostCountsRow(11, 5, 6), new PostCountsRow(999, 1, 1)], default);
        Assert.Equal(
            [new CandidateRow(11, 2, 0, 5, 6), new CandidateRow(10, 1, 0, 0, 0)],
            await _explore.Newest(long.MaxValue, [], 10, default));
        Assert.Equal([10L], (await _explore.Newest(long.MaxValue, [2], 10, default)).Select(post => post.PostId));
        Assert.Equal(2, (await _trending.Count(["sea"], [], default))["sea"]);
    }

    [Fact]
    public async Task Candidates_are_found_by_id_by_hashtag_and_by_topics()
    {
        Assert.Equal([10L, 11], (await _explore.FindOpen([10, 11, 12], default)).Select(post => post.PostId).Order());
        Assert.Equal([10L], (await _explore.FindAbout(["sun"], [], 5, default)).Select(post => post.PostId));
        Assert.Equal([11L], (await _explore.FindAbout(["sea"], [7], 1, default)).Select(post => post.PostId));
        Assert.Equal(["sea", "sun"], Assert.Single(await _explore.GetTopics([10, 12], default)).Hashtags.Order());
    }

    private static IndexedPost Post(long id, long author, params string[] tags) =>
        new(id, author, tags, [], null, [], 0, 0, 0, IsEdited: false);
}
