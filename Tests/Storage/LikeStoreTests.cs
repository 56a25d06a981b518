using Instagram.Storage.Marks;

namespace Instagram.Tests.Storage;

public sealed class LikeStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private long _author;
    private long _post;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _author = await _world.NewUser(StoreWorld.HighShard);
        _post = await _world.NewPublishedPost(_author);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Liking_twice_counts_once()
    {
        Assert.True(await Like(_post, 1));
        Assert.False(await Like(_post, 1));

        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task Unliking_twice_counts_once()
    {
        await Like(_post, 1);
        await Like(_post, 2);

        Assert.True(await Unlike(1));
        Assert.False(await Unlike(1));

        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task Many_likes_at_once_are_all_counted_and_repeats_are_not()
    {
        var fans = Enumerable.Range(1, 30).SelectMany(fan => new[] { fan, fan, fan });

        var added = await Task.WhenAll(fans.Select(fan => Task.Run(() => Like(_post, fan))));

        Assert.Equal(30, added.Count(isNew => isNew));
        Assert.Equal(30, await Count());
        Assert.Equal(30, (await _world.Likes.List(_post, long.MaxValue, 100, default)).Count);
    }

    [Fact]
    public async Task Likes_and_unlikes_at_once_leave_the_count_equal_to_the_list()
    {
        await StoreWorld.Together(Enumerable.Range(0, 60).Select(i => (Func<Task>)(
            i % 2 == 0 ? () => Like(_post, i % 5) : () => Unlike(i % 5))));

        Assert.Equal((await _world.Likes.List(_post, long.MaxValue, 100, default)).Count, await Count());
    }

    [Fact]
    public async Task Likers_are_listed_newest_first_without_a_gap()
    {
        foreach (var fan in (int[])[3, 1, 2])
        {
            await Like(_post, fan);
        }

        var first = await _world.Likes.List(_post, long.MaxValue, 2, default);
        var second = await _world.Likes.List(_post, first[^1].EdgeId, 2, default);

        Assert.Equal([2, 1, 3], first.Concat(second).Select(edge => edge.UserId));
    }

    [Fact]
    public async Task Liked_posts_are_told_apart_across_databases()
    {
        var elsewhere = await _world.NewPublishedPost(await _world.NewUser(StoreWorld.LowShard));
        var unliked = await _world.NewPublishedPost(_author);
        await Like(_post, 1);
        await Like(elsewhere, 1);
        await Like(unliked, 2);

        Assert.Equal(
            new[] { _post, elsewhere }.Order(),
            (await new MarkStore(_world.Shards).Find(1, [unliked, _post, elsewhere], default)).Liked.Order());
    }

    [Fact]
    public async Task A_post_that_is_gone_cannot_be_liked()
    {
        await _world.Posts.Delete(_post, [_world.Fact(_author)], default);

        Assert.False(await Like(_post, 1));

        Assert.Empty(await _world.Likes.List(_post, long.MaxValue, 10, default));
    }

    [Fact]
    public async Task Likes_that_race_with_the_deletion_are_all_purged()
    {
        for (var round = 0; round < 10; round++)
        {
            var post = await _world.NewPublishedPost(_author);
            await StoreWorld.Together(Enumerable.Range(0, 12).Select(fan => (Func<Task>)(
                fan == 6
                    ? async () =>
                    {
                        await _world.Posts.Delete(post, [_world.Fact(_author)], default);
                        while (await _world.Posts.PurgeLikes(post, 3, default))
                        {
                            // A bounded number at a time.
                        }
                    }
                    : () => Like(post, fan))));

            Assert.Empty(await _world.Likes.List(post, long.MaxValue, 100, default));
        }
    }

    private async Task<bool> Like(long post, long user) =>
        (await _world.Likes.Add(post, user, _world.NextIdBeside(post), default)).IsNew;

    private async Task<bool> Unlike(long user) => (await _world.Likes.Remove(_post, user)).IsNew;

    private async Task<int> Count() => (await _world.Posts.Find(_post, default))!.Likes;
}
