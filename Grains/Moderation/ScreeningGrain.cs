using Instagram.Grains.Posts;
using Instagram.Grains.Stories;
using Instagram.Grains.Users;
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
    : Grain, IScreeningGrain, IStreamSubscriptionObserver, IAsyncObserver<MediaScreening>
{
    /// <summary>The judging under way, beside the turns: a slow classifier must not hold up the stream.</summary>
    private Task? _work;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<MediaScreening>().ResumeAsync(this);

    public Task OnNextAsync(MediaScreening item, StreamSequenceToken? token = null)
    {
        if (_work is null or { IsCompleted: true })
        {
            _work = Work(item);
        }
        return Task.CompletedTask;
    }

    private async Task Work(MediaScreening fact)
    {
        try
        {
            if (await Judge(fact))
            {
                outbox.Done(fact.FactId);
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
    private async Task<bool> Judge(MediaScreening fact)
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
        if (medium?.ExplicitScore is { } score && screening.IsFlaggedAt(score))
        {
            await Follow(medium, score, fact.FactId);
        }
        return true;
    }

    private async Task Follow(MediaRow medium, double score, long factId)
    {
        if (medium.PostId is { } postId)
        {
            var post = GrainFactory.GetGrain<IPostGrain>(postId);
            if (await post.GetState() is { Status: PostStatus.Published or PostStatus.Removed })
            {
                var target = new ModerationTarget(ModerationKind.Post, postId, medium.OwnerId);
                await Follow(target, score, factId, () => post.SetRemoved(true));
            }
        }
        else if (medium.StoryId is { } storyId)
        {
            var target = new ModerationTarget(ModerationKind.Story, storyId, medium.OwnerId);
            var stories = GrainFactory.GetGrain<IStoryGrain>(medium.OwnerId);
            await Follow(target, score, factId, () => stories.SetRemoved(storyId, true));
        }
        else if (screening.IsRemovedAt(score))
        {
            await TakeOff(medium, score);
        }
    }

    private async Task Follow(ModerationTarget target, double score, long factId, Func<Task<bool>> remove)
    {
        if (!screening.IsRemovedAt(score))
        {
            await queue.FlagExplicit(target, score, CancellationToken.None);
        }
        else if (!await queue.HasRemoved(target, CancellationToken.None) && await remove())
        {
            await queue.RecordRemoval(factId, target, score, CancellationToken.None);
        }
    }

    /// <summary>A profile picture that was judged late goes, and a person looks at the account.</summary>
    private async Task TakeOff(MediaRow medium, double score)
    {
        var owner = GrainFactory.GetGrain<IUserGrain>(medium.OwnerId);
        if ((await owner.GetStanding(0)).AvatarMediaId == medium.Id)
        {
            await owner.SetAvatar(null);
            await queue.FlagExplicit(
                new ModerationTarget(ModerationKind.User, medium.OwnerId, medium.OwnerId), score,
                CancellationToken.None);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Medium {MediaId} could not be judged; it is tried again.")]
    private static partial void LogNotJudged(ILogger logger, long mediaId, Exception failure);
}
