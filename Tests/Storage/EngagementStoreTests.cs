using Instagram.Storage.Explore;

namespace Instagram.Tests.Storage;

public sealed class EngagementStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private EngagementStore _store = null!;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _store = new EngagementStore(_world.Shards);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task The_last_word_about_a_post_stays()
    {
        var user = _world.Ids.Next(StoreWorld.HighShard);
        await _store.Save(user, [Row(1, 10, EngagementKinds.Liked), Row(2, 11, EngagementKinds.Opened)], default);
        await _store.Save(user, [Row(1, 12, EngagementKinds.Opened)], default);
        Assert.Equal(
            [Row(1, 12, EngagementKinds.Opened), Row(2, 11, EngagementKinds.Opened)], await _store.Load(user, default));
    }

    [Fact]
    public async Task The_oldest_above_capacity_are_forgotten()
    {
        var user = _world.Ids.Next(StoreWorld.LowShard);
        await _store.Save(
            user,
            [.. Enumerable.Range(1, EngagementStore.Capacity).Select(at => Row(at, at, EngagementKinds.Liked))],
            default);
        Assert.Equal(EngagementStore.Capacity, (await _store.Load(user, default)).Count);
        await _store.Save(
            user, [Row(9_001, 9_001, EngagementKinds.Liked), Row(9_002, 9_002, EngagementKinds.Liked)], default);
        var kept = await _store.Load(user, default);
        Assert.Equal(EngagementStore.Capacity, kept.Count);
        Assert.Equal((9_002, 3), (kept[0].PostId, kept[^1].PostId));
    }

    [Fact]
    public async Task What_is_forgotten_is_one_readers_alone()
    {
        var (one, other) = (_world.Ids.Next(StoreWorld.LowShard), _world.Ids.Next(StoreWorld.LowShard));
        await _store.Save(one, [Row(1, 1, EngagementKinds.Liked)], default);
        await _store.Save(other, [Row(1, 1, EngagementKinds.Liked)], default);
        await _store.Forget(one, default);
        Assert.Empty(await _store.Load(one, default));
        Assert.Single(await _store.Load(other, default));
    }

    [Fact]
    public async Task Likers_and_what_they_like_are_found_across_databases_the_most_shared_first()
    {
        var (low, high) = (await _world.NewUser(), await _world.NewUser(StoreWorld.HighShard));
        var (first, second) = (await _world.NewPublishedPost(low), await _world.NewPublishedPost(high));
        foreach (var (post, liker) in new[] { (first, low), (first, high), (second, high) })
        {
            await _world.Likes.Add(post, liker, _world.NextIdBeside(post), default);
        }
        Assert.Equal([high, low], await _store.FindLikers([first, second], 0, 5, 5, default));
        Assert.Equal([high], await _store.FindLikers([first, second], low, 5, 5, default));

        Assert.Equal([first, second], await _store.FindLiked([low, high], 5, 5, default));
        Assert.Equal([first], await _store.FindLiked([low, high], 5, 1, default));
        Assert.Equal([second, first], await _store.FindLiked([high], 5, 5, default));
    }

    [Fact]
    public async Task What_is_liked_is_known_from_the_likes_of_every_database_as_long_as_they_are_there()
    {
        var reader = await _world.NewUser();
        var (near, far) = (
            await _world.NewPublishedPost(await _world.NewUser()),
            await _world.NewPublishedPost(await _world.NewUser(StoreWorld.HighShard)));
        await _store.Save(reader, [Row(near, 1, EngagementKinds.Saved)], default);
        foreach (var post in new[] { near, far })
        {
            await _world.Likes.Add(post, reader, _world.NextIdBeside(post), default);
        }
        const EngagementKinds Liked = EngagementKinds.Opened | EngagementKinds.Liked;
        Assert.Equal(
            [(far, Liked), (near, Liked | EngagementKinds.Saved)],
            (await _store.Load(reader, default)).Select(row => (row.PostId, row.Kinds)));
        await _world.Likes.Remove(near, reader);
        await _world.Likes.Remove(far, reader);
        Assert.Equal(
            (near, EngagementKinds.Saved),
            (await _store.Load(reader, default)).Select(row => (row.PostId, row.Kinds)).Single());
    }

    private static EngagementRow Row(long post, long id, EngagementKinds kinds) => new(post, id, kinds);
}
