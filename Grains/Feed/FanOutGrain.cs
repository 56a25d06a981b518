using System.Collections.Immutable;
using Instagram.Grains.Policies;
using Instagram.Grains.Posts;
using Instagram.Storage.Feed;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Feed;

[ImplicitStreamSubscription(Streams.Posts)]
public sealed partial class FanOutGrain(
    TimelineStore timelines, OutboxStore outbox, FanOutLimiter limiter, TimeProvider time,
    IOptions<FeedOptions> options, ILogger<FanOutGrain> logger)
    : Grain, IFanOutGrain, IStreamSubscriptionObserver, IAsyncObserver<PostPublished>
{
    /// <summary>As it is stored; this grain alone writes it.</summary>
    private DeliveryRow? _delivery;
    private int _followers;
    private DateTimeOffset _countedAt = DateTimeOffset.MinValue;

    private long AuthorId => this.GetPrimaryKeyLong();

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<PostPublished>().ResumeAsync(this);

    public async Task OnNextAsync(PostPublished item, StreamSequenceToken? token = null)
    {
        var author = GrainFactory.GetGrain<IAuthorGrain>(AuthorId);
        await author.Published(item.PostId);
        var delivery = await DecideDelivery();
        if (!delivery.Announced)
        {
            // Before the awake feeds are asked for: who wakes from here on finds it there.
            await author.SetPulled(delivery.Pulled);
        }
        if (!delivery.Pulled || !delivery.Announced)
        {
            var push = new FeedPush(item.PostId, AuthorId, delivery.Announced ? null : delivery.Pulled);
            var (watched, failed) = await limiter.Run(() => PushToAwakeFeeds(push));
            failed += await TellWatched(watched);
            if (failed > 0)
            {
                LogPushesFailed(logger, AuthorId, failed);
                return;
            }
        }
        if (!delivery.Announced)
        {
            await Store(delivery with { Announced = true });
        }
        outbox.Done(item.FactId);
    }

    /// <summary>
    /// A change of sides is stored before the awake feeds are asked for: a feed that wakes from here on reads it, one
    /// that is awake is told with the post, and so none misses the first post on the new side.
    /// </summary>
    private async Task<DeliveryRow> DecideDelivery()
    {
        var now = time.GetUtcNow();
        if (_delivery is null || now - _countedAt >= TimeSpan.FromSeconds(options.Value.FollowersMaxAgeSeconds))
        {
            (var stored, _followers) = await timelines.GetDelivery(AuthorId, CancellationToken.None);
            _delivery = stored ?? new DeliveryRow(false, true);
            _countedAt = now;
        }
        var known = _delivery;
        var pulled = Celebrity.IsPulled(
            known.Pulled, _followers, options.Value.CelebrityThreshold, options.Value.CelebrityHysteresis);
        if (pulled == known.Pulled)
        {
            return known;
        }
        var changed = new DeliveryRow(pulled, Announced: false);
        await Store(changed);
        return changed;
    }

    private async Task Store(DeliveryRow delivery)
    {
        // Until it is stored for certain it is not known.
        _delivery = null;
        await timelines.SetDelivery(AuthorId, delivery, CancellationToken.None);
        _delivery = delivery;
    }

    private async Task<(IReadOnlyList<long> Watched, int Failed)> PushToAwakeFeeds(FeedPush push)
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, options.Value.Buckets).Select(bucket => Push(bucket, push)));
        return (
            [.. answers.Where(answer => !answer.IsDefault).SelectMany(answer => answer)],
            answers.Count(answer => answer.IsDefault));
    }

    private async Task<ImmutableArray<long>> Push(int bucket, FeedPush push)
    {
        try
        {
            return await GrainFactory.GetGrain<IAwakeFeedsGrain>(bucket).Push(push);
        }
        catch (Exception failure)
        {
            LogPushFailed(logger, bucket, failure);
            return default;
        }
    }

    private async Task<int> TellWatched(IReadOnlyList<long> readers)
    {
        var failed = 0;
        foreach (var some in readers.Chunk(options.Value.FanOutConcurrency))
        {
            failed += (await Task.WhenAll(some.Select(Tell))).Count(told => !told);
        }
        return failed;
    }

    private async Task<bool> Tell(long readerId)
    {
        try
        {
            await GrainFactory.GetGrain<IFeedGrain>(readerId).Grew();
            return true;
        }
        catch (Exception failure)
        {
            LogTellFailed(logger, readerId, failure);
            return false;
        }
    }

    [LoggerMessage(
        LogLevel.Warning, "{Failed} times a post of author {AuthorId} was not taken; the fan-out is repeated.")]
    private static partial void LogPushesFailed(ILogger logger, long authorId, int failed);

    [LoggerMessage(LogLevel.Debug, "Bucket {Bucket} of the awake feeds did not take a post.")]
    private static partial void LogPushFailed(ILogger logger, int bucket, Exception failure);

    [LoggerMessage(LogLevel.Debug, "The watched feed of {ReaderId} did not take a post.")]
    private static partial void LogTellFailed(ILogger logger, long readerId, Exception failure);
}
