using Instagram.Grains.Feed;
using Instagram.Grains.Inbox;
using Instagram.Grains.Outbox;
using Instagram.Grains.Policies;
using Instagram.Grains.Search;
using Instagram.Grains.Users;
using Instagram.Storage.Graph;
using Microsoft.Extensions.Logging;

namespace Instagram.Grains.Graph;

/// <summary>
/// What needs two accounts. Each step is one grain's own decision and safe to repeat; the order of the steps is such
/// that stopping between two of them shows nothing to anyone who may not see it.
/// </summary>
public sealed class SocialGraph(
    IClusterClient grains, GraphStore graph, Sight sight, SearchIndex index, Facts facts, ILogger<SocialGraph> logger)
{
    public async Task<FollowOutcome> Follow(long followerId, long followeeId)
    {
        var follower = User(followerId);
        var ties = await follower.GetTies(followeeId);
        if (ties.Blocks)
        {
            return FollowOutcome.NotFound;
        }
        if (ties.Follows)
        {
            return await sight.MaySeeProfile(followerId, followeeId) ? FollowOutcome.Following : FollowOutcome.NotFound;
        }
        return await User(followeeId).Admit(followerId) switch
        {
            Admission.Admitted => await Connect(followerId, followeeId, byRequest: false),
            Admission.Requested => FollowOutcome.Requested,
            _ => FollowOutcome.NotFound,
        };
    }

    /// <summary>Also takes a pending request back.</summary>
    public async Task Unfollow(long followerId, long followeeId)
    {
        await User(followerId).Unfollow(followeeId);
        await User(followeeId).CountsChanged();
    }

    /// <summary>
    /// Not found where no such request is pending, or of someone who is not there for this user; who follows already is
    /// approved again.
    /// </summary>
    public async Task<FollowOutcome> Approve(long userId, long requesterId)
    {
        if (!await sight.MaySeeProfile(userId, requesterId))
        {
            return FollowOutcome.NotFound;
        }
        var outcome = await Connect(requesterId, userId, byRequest: true);
        return outcome == FollowOutcome.NotFound && (await User(requesterId).GetTies(userId)).Follows
            ? FollowOutcome.Following
            : outcome;
    }

    public async Task Reject(long userId, long requesterId, CancellationToken ct)
    {
        var told = facts.Notice(NoticeKind.FollowRequest, userId, requesterId, beside: userId, withdrawn: true);
        if (await graph.RemoveRequest(userId, requesterId, told.Rows(), ct))
        {
            await grains.PublishAll(told, logger);
        }
    }

    /// <summary>The follower no longer follows; their pending request is withdrawn too.</summary>
    public Task RemoveFollower(long userId, long followerId) => Unfollow(followerId, userId);

    /// <summary>
    /// Severs both follows and their requests. The block comes first: from then on nothing is seen, whatever is still
    /// to be severed. False when the other is not there for this user.
    /// </summary>
    public async Task<bool> Block(long userId, long otherId)
    {
        var sighting = await sight.Of(userId, otherId);
        if (!IsBlocked(sighting) && !Visibility.MaySeeProfile(sighting))
        {
            return false;
        }
        await User(userId).Block(otherId);
        await Unfollow(userId, otherId);
        await Unfollow(otherId, userId);
        return true;
    }

    /// <summary>Also where the other has blocked this user meanwhile. False when the other is not there.</summary>
    public async Task<bool> Unblock(long userId, long otherId)
    {
        var sighting = await sight.Of(userId, otherId);
        if (!IsBlocked(sighting))
        {
            return Visibility.MaySeeProfile(sighting);
        }
        await User(userId).Unblock(otherId);
        return true;
    }

    /// <summary>False when the other is not there for this user.</summary>
    public async Task<bool> SetMute(long userId, long otherId, bool mute)
    {
        if (!await sight.MaySeeProfile(userId, otherId))
        {
            return false;
        }
        await (mute ? User(userId).Mute(otherId) : User(userId).Unmute(otherId));
        return true;
    }

    /// <summary>
    /// Turned public, an account lets in who waits: the newest 1,000 of them before this returns. Turned private, it is
    /// out of every hashtag, place and count when this returns.
    /// </summary>
    public async Task<UserView?> UpdateProfile(long userId, ProfileChange change)
    {
        var updated = await User(userId).Update(change);
        if (change.IsPrivate is false && updated is not null)
        {
            await grains.GetGrain<IAdmissionGrain>(userId).AdmitMany();
            updated = await User(userId).Get();
        }
        if (change.IsPrivate is true && updated is not null)
        {
            await index.HideAuthor(userId);
        }
        return updated;
    }

    private async Task<FollowOutcome> Connect(long followerId, long followeeId, bool byRequest)
    {
        switch (await User(followerId).Follow(followeeId, byRequest))
        {
            case FollowResult.TooMany:
                return FollowOutcome.TooMany;
            case FollowResult.NotAdmitted when byRequest:
                return FollowOutcome.NotFound;
            case FollowResult.NotAdmitted:
                // Closed between the question and the follow: the follower asks again, of an account as it is now.
                return await User(followeeId).Admit(followerId) == Admission.Requested
                    ? FollowOutcome.Requested
                    : FollowOutcome.NotFound;
            default:
                await User(followeeId).CountsChanged();
                return FollowOutcome.Following;
        }
    }

    /// <summary>By the viewer, whatever the other did; who is not there for anyone is not there for them.</summary>
    private static bool IsBlocked(in Sighting sighting) =>
        sighting is { ViewerBlocksAuthor: true, AuthorExists: true, IsSuspended: false };

    private IUserGrain User(long userId) => grains.GetGrain<IUserGrain>(userId);
}
