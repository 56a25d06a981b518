using Instagram.Grains.Posts;
using Instagram.Storage.Media;
using Instagram.Storage.Moderation;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Moderation;

[ImplicitStreamSubscription(Streams.Screening)]
public sealed partial class ScreeningGrain(
    MediaStore media, Screening screening, ModerationQueue queue, OutboxStore outbox, ILogger<ScreeningGrain> logger)
    : Grain, IScreeningGrain, IStreamSubscriptionObserver, IAsyncObserver<MediaUnscreened>
{
    /// <summary>The judging under way, beside the turns: a slow classifier must not hold up the stream.</summary>
    private Task? _work;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<MediaUnscreened>().ResumeAsync(this);

    public Task OnNextAsync(MediaUnscreened item, StreamSequenceToken? token = null)
    {
        if (_work is null or { IsCompleted: true })
        {
            _work = Work(item);
        }
        return Task.CompletedTask;
    }

    private async Task Work(MediaUnscreened fact)
    {
        try
        {
            if (await Judge(fact))
            {
                await outbox.Done(fact.FactId, CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            // The fact stays in the outbox: the medium is judged later.
            LogNotJudged(logger, fact.MediaId, failure);
        }
        finally
        {
            _work = null;
        }
    }

    /// <summary>False while there is no answer.</summary>
    private async Task<bool> Judge(MediaUnscreened fact)
    {
        if (!screening.IsOn || await media.Find(fact.MediaId, CancellationToken.None) is not { } medium)
        {
            return true;
        }
        if (medium.ExplicitScore is null)
        {
            if (await screening.Score(medium) is not { } found)
            {
                return false;
            }
            // A post that takes the medium from here on is published by its score; this row says which has before.
            medium = await media.SetScore(medium.Id, found, CancellationToken.None);
        }
        if (medium is { PostId: { } postId, ExplicitScore: { } score })
        {
            await Follow(postId, medium.OwnerId, score, fact.FactId);
        }
        return true;
    }

    private async Task Follow(long postId, long authorId, double score, long factId)
    {
        var target = new ModerationTarget(ModerationKind.Post, postId, authorId);
        var post = GrainFactory.GetGrain<IPostGrain>(postId);
        if (!screening.IsFlaggedAt(score)
            || await post.GetState() is not { Status: PostStatus.Published or PostStatus.Removed })
        {
            return;
        }
        if (!screening.IsRemovedAt(score))
        {
            await queue.FlagExplicit(target, score, CancellationToken.None);
        }
        else if (!await queue.HasRemoved(target, CancellationToken.None) && await post.SetRemoved(true))
        {
            await queue.RecordRemoval(factId, target, score, CancellationToken.None);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Medium {MediaId} could not be judged; it is tried again.")]
    private static partial void LogNotJudged(ILogger logger, long mediaId, Exception failure);
}
