using Instagram.Storage.Feed;
using Instagram.Storage.Media;

namespace Instagram.Tests.Storage;

public sealed class TimelineStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private TimelineStore _timeline = null!;
    private long _low;
    private long _high;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _timeline = new TimelineStore(_world.Shards);
        _low = await _world.NewUser(StoreWorld.LowShard);
        _high = await _world.NewUser(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task The_newest_of_all_authors_come_in_one_order_across_databases()
    {
        var posts = new List<(long Post, long Author)>();
        for (var i = 0; i < 6; i++)
        {
            var author = i % 2 == 0 ? _low : _high;
            posts.Add((await _world.NewPublishedPost(author), author));
        }
        await _world.NewPublishedPost(await _world.NewUser());

        var newest = await _timeline.Newest([_low, _high], long.MaxValue, 4, default);
        var older = await _timeline.Newest([_low, _high], newest[^1].PostId, 4, default);

        Assert.Equal(
            posts.OrderByDescending(each => each.Post),
            newest.Concat(older).Select(row => (row.PostId, row.AuthorId)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(100)]
    public async Task A_feed_wakes_with_the_newest_of_all_however_unevenly_they_post(int limit)
    {
        var authors = new List<long> { _low, _high };
        for (var i = 0; i < 6; i++)
        {
            authors.Add(await _world.NewUser());
        }
        var random = new Random(limit);
        var posts = new List<(long Post, long Author)>();
        for (var i = 0; i < 40; i++)
        {
            var author = random.Next(2) == 0 ? _low : authors[random.Next(authors.Count)];
            posts.Add((await _world.NewPublishedPost(author), author));
        }
        await _timeline.SetDelivery(_high, new DeliveryRow(true, true), default);

        var rows = await _timeline.ReadNewest(authors, limit, default);

        Assert.Equal(
            posts.OrderByDescending(each => each.Post).Take(limit), rows.PostIds.Zip(rows.AuthorIds));
        Assert.Equal([_high], rows.Pulled);
        Assert.Empty((await _timeline.ReadNewest([], limit, default)).PostIds);
        Assert.Empty((await _timeline.ReadNewest([await _world.NewUser()], limit, default)).PostIds);
    }

    [Fact]
    public async Task Only_published_posts_are_shown()
    {
        await _world.Create(_world.Post(_low, await _world.NewUploadedMedium(_low)));
        var failing = await _world.NewUploadedMedium(_low);
        var failed = _world.Post(_low, failing);
        await _world.Create(failed);
        await _world.Settle(failing, MediaStatus.Rejected);
        await _world.Posts.PublishWhenReady(failed.Id, [_world.Fact(_low)], default);
        var deleted = await _world.NewPublishedPost(_low);
        await _world.Posts.Delete(deleted, [_world.Fact(_low, "purge")], default);

        Assert.Empty(await _timeline.Newest([_low], long.MaxValue, 10, default));
        Assert.Empty(await _timeline.Newest([], long.MaxValue, 10, default));
    }

    [Fact]
    public async Task Counts_carry_the_likes()
    {
        var post = await _world.NewPublishedPost(_high);
        await _world.Likes.Add(post, 1, _world.NextIdBeside(post), default);
        await _world.Likes.Add(post, 2, _world.NextIdBeside(post), default);

        Assert.Equal(
            new PostCountsRow(post, 2, 0), Assert.Single(await _timeline.GetCounts([post, post + 1], default)));
    }

    [Fact]
    public async Task An_authors_delivery_is_replaced_and_read_across_databases()
    {
        Assert.Null((await _timeline.GetDelivery(_low, default)).Delivery);

        await _timeline.SetDelivery(_low, new DeliveryRow(true, false), default);
        await _timeline.SetDelivery(_high, new DeliveryRow(true, false), default);
        await _timeline.SetDelivery(_high, new DeliveryRow(false, true), default);

        Assert.Equal(new DeliveryRow(true, false), (await _timeline.GetDelivery(_low, default)).Delivery);
        Assert.Equal(new DeliveryRow(false, true), (await _timeline.GetDelivery(_high, default)).Delivery);
        Assert.Equal([_low], await _timeline.GetPulled([_low, _high], default));
    }
}
