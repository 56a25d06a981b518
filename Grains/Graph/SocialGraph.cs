using Instagram.Grains.Feed;
using Instagram.Grains.Users;
using Instagram.Storage.Graph;

namespace Instagram.Grains.Graph;

/// <summary>
/// What needs two accounts. Each step is one grain's own decision and safe to repeat; the order of the steps is such
/// that stopping between two of them shows nothing to anyone who may not see it.
/// </summary>
public sealed class SocialGraph(IGrainFactory grains, GraphStore graph, Sight sight)
{
    public async Task<FollowOutcome> Follow(long followerId, long followeeId, CancellationToken ct)
    {
        var follower = User(followerId);
        var ties = await follower.GetTies(followeeId);
        if (ties.Blocks)
        {
            return FollowOutcome.NotFound;
        }
        if (ties.Follows)
        {
            return (await User(followeeId).GetStanding(followerId)).Exists
                ? FollowOutcome.Following
                : FollowOutcome.NotFound;
        }
        return await User(followeeId).Admit(followerId) switch
        {
            Admission.Admitted => await Connect(followerId, followeeId),
            Admission.Requested => FollowOutcome.Requested,
            _ => FollowOutcome.NotFound,
        };
    }

    /// <summary>Also takes a pending request back.</summary>
    public async Task Unfollow(long followerId, long followeeId, CancellationToken ct)
    {
        await graph.RemoveRequest(followeeId, followerId, ct);
        await User(followerId).Unfollow(followeeId);
        await User(followeeId).CountsChanged();
    }

    /// <summary>False when no such request is pending.</summary>
    public async Task<FollowOutcome> Approve(long userId, long requesterId, CancellationToken ct)
    {
        if (!await graph.HasRequest(userId, requesterId, ct))
        {
            var ties = await User(requesterId).GetTies(userId);
            return ties.Follows ? FollowOutcome.Following : FollowOutcome.NotFound;
        }
        // The edge first: stopped here, the request is still there and can be approved again.
        var outcome = await Connect(requesterId, userId);
        if (outcome == FollowOutcome.Following)
        {
            await graph.RemoveRequest(userId, requesterId, ct);
        }
        return outcome;
    }

    public Task Reject(long userId, long requesterId, CancellationToken ct) =>
        graph.RemoveRequest(userId, requesterId, ct);

    /// <summary>The follower no longer follows; their pending request is withdrawn too.</summary>
    public Task RemoveFollower(long userId, long followerId, CancellationToken ct) => Unfollow(followerId, userId, ct);

    /// <summary>
    /// Severs both follows and their requests. The block comes first: from then on nothing is seen, whatever is still
    /// to be severed. False when the other is not there for this user.
    /// </summary>
    public async Task<bool> Block(long userId, long otherId, CancellationToken ct)
    {
        if (!(await User(userId).GetTies(otherId)).Blocks && !await sight.MaySeeProfile(userId, otherId))
        {
            return false;
        }
        await User(userId).Block(otherId);
        await Unfollow(userId, otherId, ct);
        await Unfollow(otherId, userId, ct);
        return true;
    }

    /// <summary>Also where the other has blocked this user meanwhile. False when the other is not there.</summary>
    public async Task<bool> Unblock(long userId, long otherId)
    {
        if (!(await User(userId).GetTies(otherId)).Blocks)
        {
            return await sight.MaySeeProfile(userId, otherId);
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

    /// <summary>Turned public, an account lets in everyone who waits, before this returns.</summary>
    public async Task<UserView?> UpdateProfile(long userId, ProfileChange change)
    {
        var updated = await User(userId).Update(change);
        if (change.IsPrivate is false && updated is not null)
        {
            await grains.GetGrain<IAdmissionGrain>(userId).AdmitAll();
            updated = await User(userId).Get();
        }
        return updated;
    }

    private async Task<FollowOutcome> Connect(long followerId, long followeeId)
    {
        if (await User(followerId).Follow(followeeId) == FollowResult.TooMany)
        {
            return FollowOutcome.TooMany;
        }
        await User(followeeId).CountsChanged();
        return FollowOutcome.Following;
    }

    private IUserGrain User(long userId) => grains.GetGrain<IUserGrain>(userId);
}
