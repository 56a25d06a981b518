using System.Collections.Immutable;
using Orleans.Runtime;

namespace Instagram.Grains.Feed;

[KeepAlive]
public sealed class AwakeFeedsGrain(FeedCells cells, TimeProvider time) : Grain, IAwakeFeedsGrain
{
    /// <summary>Longer than a feed that nobody reads stays in memory: it says so itself when it falls asleep.</summary>
    private static readonly TimeSpan AsleepAfter = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, AwakeFeed> _feeds = [];
    private readonly AwakeIndex _index = new();
    private DateTimeOffset _sweptAt;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        foreach (var feed in _feeds.Values)
        {
            cells.Remove(feed.ReaderId);
        }
        return Task.CompletedTask;
    }

    public Task<Guid> Join(long readerId, ImmutableArray<long> authorIds)
    {
        var now = time.GetUtcNow();
        Sweep(now);
        if (_feeds.Remove(readerId, out var before))
        {
            _index.FellAsleep(before);
        }
        var feed = new AwakeFeed(readerId, Guid.NewGuid(), cells.Of(readerId), now.UtcTicks);
        foreach (var author in authorIds)
        {
            _index.Add(author, feed, mayBeThere: false);
        }
        _feeds[readerId] = feed;
        feed.Cell.Changed();
        return Task.FromResult(feed.Registration);
    }

    public Task<FeedNews> Drain(long readerId, Guid registration, DateTimeOffset watchedUntil)
    {
        if (Find(readerId, registration) is not { } feed)
        {
            return Task.FromResult(FeedNews.Unknown);
        }
        feed.HeardAt = time.GetUtcNow().UtcTicks;
        feed.WatchedUntil = watchedUntil.UtcTicks;
        return Task.FromResult(feed.Take());
    }

    public Task<bool> Follow(long readerId, Guid registration, long authorId)
    {
        var feed = Find(readerId, registration);
        if (feed is not null)
        {
            _index.Add(authorId, feed, mayBeThere: true);
        }
        return Task.FromResult(feed is not null);
    }

    public Task Unfollow(long readerId, Guid registration, long authorId)
    {
        if (Find(readerId, registration) is { } feed)
        {
            _index.Remove(authorId, feed);
        }
        return Task.CompletedTask;
    }

    public Task Leave(long readerId, Guid registration)
    {
        if (Find(readerId, registration) is { } feed)
        {
            Forget(feed);
        }
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<long>> Push(FeedPush push)
    {
        var now = time.GetUtcNow().UtcTicks;
        var readers = _index.Of(push.AuthorId);
        ImmutableArray<long>.Builder? watched = null;
        foreach (var feed in readers)
        {
            if (feed is { IsAsleep: false })
            {
                feed.Add(push);
                if (feed.WatchedUntil > now)
                {
                    (watched ??= ImmutableArray.CreateBuilder<long>()).Add(feed.ReaderId);
                }
            }
        }
        // Behind the posts: who sees the change finds them.
        foreach (var feed in readers)
        {
            feed?.Cell.Grew();
        }
        return Task.FromResult(watched?.DrainToImmutable() ?? []);
    }

    public Task<ImmutableArray<long>> FindAwake(ImmutableArray<long> userIds) =>
        Task.FromResult(userIds.Where(_feeds.ContainsKey).ToImmutableArray());

    private AwakeFeed? Find(long readerId, Guid registration) =>
        _feeds.TryGetValue(readerId, out var feed) && feed.Registration == registration ? feed : null;

    private void Forget(AwakeFeed feed)
    {
        _feeds.Remove(feed.ReaderId);
        _index.FellAsleep(feed);
        cells.Remove(feed.ReaderId);
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now - _sweptAt < SweepEvery)
        {
            return;
        }
        _sweptAt = now;
        foreach (var feed in _feeds.Values.Where(feed => now.UtcTicks - feed.HeardAt > AsleepAfter.Ticks).ToList())
        {
            Forget(feed);
        }
    }
}
