using Instagram.Grains.Policies;
using Instagram.Grains.Posts;
using Instagram.Storage.Feed;
using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Feed;

[ImplicitStreamSubscription(Streams.Posts)]
public sealed partial class FanOutGrain(
    GraphStore graph, TimelineStore timelines, OutboxStore outbox, IOptions<FeedOptions> options,
    ILogger<FanOutGrain> logger)
    : Grain, IFanOutGrain, IStreamSubscriptionObserver, IAsyncObserver<PostPublished>
{
    private long AuthorId => this.GetPrimaryKeyLong();

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<PostPublished>().ResumeAsync(this);

    public async Task OnNextAsync(PostPublished item, StreamSequenceToken? token = null)
    {
        await GrainFactory.GetGrain<IAuthorGrain>(AuthorId).Published(item.PostId);
        var delivery = await DecideDelivery();
        if (!delivery.Pulled || !delivery.Announced)
        {
            var failed = await PushToAwakeFeeds(
                new FeedPush(item.PostId, AuthorId, delivery.Announced ? null : delivery.Pulled));
            if (failed > 0)
            {
                LogPushesFailed(logger, AuthorId, failed);
                return;
            }
        }
        if (!delivery.Announced)
        {
            await timelines.SetDelivery(AuthorId, delivery with { Announced = true }, CancellationToken.None);
        }
        await outbox.Done(item.FactId, CancellationToken.None);
    }

    /// <summary>
    /// A change of sides is stored before the awake feeds are asked for: a feed that wakes from here on reads it, one
    /// that is awake is told with the post, and so none misses the first post on the new side.
    /// </summary>
    private async Task<DeliveryRow> DecideDelivery()
    {
        var known = await timelines.GetDelivery(AuthorId, CancellationToken.None) ?? new DeliveryRow(false, true);
        var pulled = Celebrity.IsPulled(
            known.Pulled, await graph.CountFollowers(AuthorId, CancellationToken.None),
            options.Value.CelebrityThreshold, options.Value.CelebrityHysteresis);
        if (pulled == known.Pulled)
        {
            return known;
        }
        var changed = new DeliveryRow(pulled, Announced: false);
        await timelines.SetDelivery(AuthorId, changed, CancellationToken.None);
        return changed;
    }

    private async Task<int> PushToAwakeFeeds(FeedPush push)
    {
        var failed = await Push(AuthorId, push) ? 0 : 1;
        for (var after = 0L; ;)
        {
            var page = await graph.FollowersAfter(AuthorId, after, options.Value.FanOutPage, CancellationToken.None);
            if (page.Length == 0)
            {
                return failed;
            }
            after = page[^1];
            var awake = await FindAwake(page);
            foreach (var batch in awake.Chunk(options.Value.FanOutConcurrency))
            {
                failed += (await Task.WhenAll(batch.Select(reader => Push(reader, push)))).Count(done => !done);
            }
        }
    }

    private async Task<IEnumerable<long>> FindAwake(long[] readers)
    {
        var found = await Task.WhenAll(readers
            .GroupBy(IAwakeFeedsGrain.BucketOf)
            .Select(bucket => GrainFactory.GetGrain<IAwakeFeedsGrain>(bucket.Key).FindAwake([.. bucket])));
        return found.SelectMany(bucket => bucket);
    }

    private async Task<bool> Push(long readerId, FeedPush push)
    {
        try
        {
            await GrainFactory.GetGrain<IFeedGrain>(readerId).Push(push);
            return true;
        }
        catch (Exception failure)
        {
            LogPushFailed(logger, readerId, failure);
            return false;
        }
    }

    [LoggerMessage(
        LogLevel.Warning, "{Failed} feeds did not take a post of author {AuthorId}; the fan-out is repeated.")]
    private static partial void LogPushesFailed(ILogger logger, long authorId, int failed);

    [LoggerMessage(LogLevel.Debug, "The feed of {ReaderId} did not take a post.")]
    private static partial void LogPushFailed(ILogger logger, long readerId, Exception failure);
}
