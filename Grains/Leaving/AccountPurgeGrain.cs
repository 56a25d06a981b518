using Instagram.Grains.Accounts;
using Instagram.Grains.Explore;
using Instagram.Grains.Feed;
using Instagram.Grains.Media;
using Instagram.Grains.Outbox;
using Instagram.Grains.Posts;
using Instagram.Grains.Search;
using Instagram.Grains.Stories;
using Instagram.Grains.Users;
using Instagram.Storage.Comments;
using Instagram.Storage.Graph;
using Instagram.Storage.Leaving;
using Instagram.Storage.Likes;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Instagram.Storage.Stories;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Leaving;

[ImplicitStreamSubscription(Streams.Closed)]
public sealed partial class AccountPurgeGrain(
    ClosingStore closing, DeedStore deeds, GraphStore graph, ShunStore shuns, LikeStore likes, CommentStore comments,
    StoryStore stories, MediaStore mediaStore, IObjectStore objects, SessionCache sessions, Facts facts,
    OutboxStore outbox, TimeProvider time, IOptions<LeavingOptions> options,
    IOptions<UploadOptions> uploads, ILogger<AccountPurgeGrain> logger)
    : Grain, IAccountPurgeGrain, IStreamSubscriptionObserver, IAsyncObserver<AccountClosed>
{
    private const int FollowersAtOnce = 500;

    private static readonly TimeSpan StepLasts = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The round under way. It runs beside the turns: a large account takes longer than the delivery of a fact may.
    /// </summary>
    private Task? _work;
    private int _failed;
    private int _removed;

    private long Id => this.GetPrimaryKeyLong();

    private TimeSpan AddressLifetime => TimeSpan.FromSeconds(uploads.Value.AddressLifetimeSeconds);

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<AccountClosed>().ResumeAsync(this);

    public Task OnNextAsync(AccountClosed item, StreamSequenceToken? token = null)
    {
        if (_work is null or { IsCompleted: true })
        {
            _work = Work(item);
        }
        return Task.CompletedTask;
    }

    /// <summary>
    /// A round that begins late enough and finds nothing is the last: what removals cause, such as notices taken back,
    /// may write behind the round that removed. Any other comes back; where something failed, the fact stays due.
    /// </summary>
    private async Task Work(AccountClosed fact)
    {
        try
        {
            (_failed, _removed) = (0, 0);
            var settling = TimeSpan.FromSeconds(options.Value.SettleSeconds);
            var settled = fact.ClosedAt + settling + AddressLifetime;
            var isLate = time.GetUtcNow() >= settled;
            await Round();
            if (_failed > 0)
            {
                LogLeft(logger, Id, _failed);
            }
            else if (isLate && _removed == 0)
            {
                outbox.Done(fact.FactId);
            }
            else
            {
                await outbox.Postpone(
                    fact.FactId, isLate ? time.GetUtcNow() + settling : settled, CancellationToken.None);
            }
        }
        catch (Exception failure)
        {
            LogRoundFailed(logger, Id, failure);
        }
        finally
        {
            _work = null;
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    /// <summary>What others see first, what only the store knows last, and the name at the very end.</summary>
    private async Task Round()
    {
        await Step(() => User(Id).Closed());
        sessions.ForgetAll(Id);
        await Step(RemoveStories);
        await Step(Unblock);
        await Step(() => closing.RemoveOwn(Id, CancellationToken.None));
        await Each(deeds.PostIds(Id, CancellationToken.None), postId => Post(postId).Delete());
        await Each(Followers(), follower => User(follower).Unfollow(Id));
        foreach (var followee in await graph.LoadFollowing(Id, CancellationToken.None))
        {
            await Step(() => Unfollow(followee));
            _removed++;
        }
        await Each(deeds.Likes(Id, CancellationToken.None), like => Unlike(like.PostId));
        await Each(deeds.Comments(Id, CancellationToken.None), comment => Remove(comment.PostId, comment.Id));
        await Each(
            deeds.CommentLikes(Id, CancellationToken.None),
            commentId => comments.Unlike(commentId, Id, [], CancellationToken.None));
        await Step(() => closing.RemoveNamed(Id, CancellationToken.None));
        await foreach (var mediaIds in deeds.UnusedMediaIds(Id, CancellationToken.None).Chunk(
            options.Value.PurgeConcurrency))
        {
            await Step(() => RemoveMedia(mediaIds));
        }
        await Step(() => GrainFactory.GetGrain<IFeedGrain>(Id).Forget());
        await Step(() => GrainFactory.GetGrain<IExploreGrain>(Id).Forget());
        await Step(() => GrainFactory.GetGrain<IIndexGrain>(Id).Refresh(IndexSubject.User));
        if (_failed == 0)
        {
            await closing.Empty(Id, CancellationToken.None);
        }
    }

    /// <summary>By the author's grain; one that it no longer shows is ended here.</summary>
    private async Task RemoveStories()
    {
        foreach (var story in await stories.OfAuthor(Id, 0, CancellationToken.None))
        {
            _removed++;
            if (await GrainFactory.GetGrain<IStoryGrain>(Id).Delete(story.Id))
            {
                continue;
            }
            var ended = facts.Prepare(
                Streams.Ended, story.Id, factId => new StoryEnded(factId, story.Id, Id, story.MediaId));
            if (await stories.End(story.Id, ended.Row, CancellationToken.None))
            {
                await this.Publish(ended, logger);
            }
        }
    }

    /// <summary>Both ways: a block has its inverse on the other's shard.</summary>
    private async Task Unblock()
    {
        foreach (var blocked in await shuns.LoadBlocked(Id, CancellationToken.None))
        {
            await shuns.Unblock(Id, blocked, CancellationToken.None);
        }
        foreach (var blocker in await shuns.LoadBlockers(Id, CancellationToken.None))
        {
            await shuns.Unblock(blocker, Id, CancellationToken.None);
        }
    }

    private async Task Unfollow(long followee)
    {
        await User(Id).Unfollow(followee);
        await User(followee).CountsChanged();
    }

    /// <summary>
    /// By the post's grain, which counts; one that does not show the post leaves it to the store. Inboxes are not told:
    /// of who is closed they show nothing.
    /// </summary>
    private async Task Unlike(long postId)
    {
        if (!await Post(postId).Unlike(Id))
        {
            await likes.Remove(postId, Id);
        }
    }

    /// <inheritdoc cref="Unlike"/>
    private async Task Remove(long postId, long commentId)
    {
        if (!await Post(postId).RemoveComment(commentId))
        {
            await comments.Remove(postId, commentId, CancellationToken.None);
        }
    }

    /// <summary>
    /// The objects, then the rows that name them. While the address of an upload can be used, its row stays: what is
    /// sent there meanwhile is found by the next round.
    /// </summary>
    private async Task RemoveMedia(long[] mediaIds)
    {
        var open = time.GetUtcNow() - AddressLifetime;
        foreach (var medium in await mediaStore.FindMany(Id, mediaIds, CancellationToken.None))
        {
            foreach (var key in MediaKeys.All(medium))
            {
                await objects.Delete(key, CancellationToken.None);
            }
        }
        await mediaStore.Delete(
            Id, [.. mediaIds.Where(id => SnowflakeIds.TimeOf(id) < open)], CancellationToken.None);
    }

    private async IAsyncEnumerable<long> Followers()
    {
        for (var after = 0L; ;)
        {
            var page = await graph.FollowersAfter(Id, after, FollowersAtOnce, CancellationToken.None);
            foreach (var follower in page)
            {
                yield return follower;
            }
            if (page.Length < FollowersAtOnce)
            {
                yield break;
            }
            after = page[^1];
        }
    }

    private async Task Each<T>(IAsyncEnumerable<T> all, Func<T, Task> remove)
    {
        await foreach (var some in all.Chunk(options.Value.PurgeConcurrency))
        {
            await Task.WhenAll(some.Select(one => Step(() => remove(one))));
            _removed += some.Length;
        }
    }

    /// <summary>One that fails hurts only itself; the round is repeated for it.</summary>
    private async Task Step(Func<Task> remove)
    {
        DelayDeactivation(StepLasts);
        try
        {
            await remove();
        }
        catch (Exception failure)
        {
            _failed++;
            LogStepFailed(logger, Id, failure);
        }
    }

    private IUserGrain User(long userId) => GrainFactory.GetGrain<IUserGrain>(userId);

    private IPostGrain Post(long postId) => GrainFactory.GetGrain<IPostGrain>(postId);

    [LoggerMessage(LogLevel.Warning, "{Failed} things of the closed account {UserId} were not removed; tried again.")]
    private static partial void LogLeft(ILogger logger, long userId, int failed);

    [LoggerMessage(LogLevel.Error, "The purge of the closed account {UserId} stopped; it is tried again.")]
    private static partial void LogRoundFailed(ILogger logger, long userId, Exception failure);

    [LoggerMessage(LogLevel.Debug, "Something of the closed account {UserId} was not removed.")]
    private static partial void LogStepFailed(ILogger logger, long userId, Exception failure);
}
