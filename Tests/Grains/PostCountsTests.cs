using Instagram.Grains.Feed;
using Instagram.Storage.Feed;
using Instagram.Tests.Storage;
using Microsoft.Extensions.Options;

namespace Instagram.Tests.Grains;

public sealed class PostCountsTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private StoreWorld _world = null!;

    public async Task InitializeAsync() => _world = await StoreWorld.TwoDatabases();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task What_is_stored_is_read_and_what_was_told_since_is_kept()
    {
        var post = await _world.NewPublishedPost(await _world.NewUser());
        await _world.Likes.Add(post, 1, _world.NextIdBeside(post), default);
        var counts = Counts(new FeedOptions());
        Assert.Null(counts.Find(post));
        Assert.False(counts.IsFresh(post));

        await counts.Read([post], default);
        Assert.Equal((1, 0), counts.Find(post));
        Assert.True(counts.IsFresh(post));

        _time.Advance(TimeSpan.FromSeconds(1));
        var reading = _time.GetTimestamp();
        counts.Tell(post, 5, 3);
        Assert.Equal((5, 3), counts.Find(post));
        Assert.True(reading <= _time.GetTimestamp());
        await counts.Read([post], default);
        Assert.Equal((5, 3), counts.Find(post));
    }

    [Fact]
    public async Task With_several_silos_counts_grow_old()
    {
        var post = await _world.NewPublishedPost(await _world.NewUser());
        var counts = Counts(new FeedOptions { OneSilo = false, CountsMaxAgeSeconds = 10 });
        counts.Tell(post, 5, 3);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(counts.IsFresh(post));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(counts.IsFresh(post));
        await counts.Read([post], default);
        Assert.Equal((0, 0), counts.Find(post));
        Assert.True(counts.IsFresh(post));
    }

    [Fact]
    public void It_forgets_what_it_heard_of_longest_ago_and_mixes_up_nothing()
    {
        var counts = Counts(new FeedOptions { CountedPosts = 4_096 });
        for (var post = 1; post <= 20_000; post++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            counts.Tell(post, post, -post);
        }
        var known = Enumerable.Range(1, 20_000).Where(post => counts.Find(post) is not null).ToList();
        Assert.InRange(known.Count, 3_000, 4_096);
        Assert.All(known, post => Assert.Equal((post, -post), counts.Find(post)));
        Assert.True(known.Average() > 15_000);
    }

    [Fact]
    public async Task Told_by_many_at_once_it_holds_what_belongs_together()
    {
        var counts = Counts(new FeedOptions { CountedPosts = 4_096 });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 200_000; i++)
            {
                var post = random.Next(1, 8_000);
                counts.Tell(post, post, 2 * post);
                if (counts.Find(random.Next(1, 8_000)) is { } found)
                {
                    Assert.Equal(2 * found.Likes, found.Comments);
                }
            }
        })));
        Assert.All(
            Enumerable.Range(1, 8_000),
            post => Assert.Equal(post, counts.Find(post)?.Likes ?? post));
    }

    private PostCounts Counts(FeedOptions options) =>
        new(new TimelineStore(_world.Shards), Options.Create(options), _time);
}
