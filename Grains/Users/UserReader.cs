using Instagram.Grains.Policies;
using Instagram.Storage.Graph;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Users;

/// <summary>Profiles as one viewer gets them. Viewer 0 is nobody signed in.</summary>
public sealed class UserReader(IGrainFactory grains, GraphStore graph, Sight sight)
{
    /// <summary>
    /// Null when there is none, or it does not show itself to the viewer. Of whom one has blocked, only the card.
    /// </summary>
    public async Task<UserForViewer?> Find(long viewerId, long userId, CancellationToken ct)
    {
        var sighting = await sight.Of(viewerId, userId);
        if (!Visibility.MaySeeProfile(sighting))
        {
            return Visibility.MaySeeBlocked(sighting) && await grains.GetGrain<IUserGrain>(userId).GetCard() is { } card
                ? Blocked(card)
                : null;
        }
        if (await grains.GetGrain<IUserGrain>(userId).Get() is not { } user)
        {
            return null;
        }
        if (viewerId == 0 || viewerId == userId)
        {
            return new UserForViewer(user, false, false, false, false, false);
        }
        var mutes = (await grains.GetGrain<IUserGrain>(viewerId).GetTies(userId)).Mutes;
        var followedBy = (await grains.GetGrain<IUserGrain>(userId).GetTies(viewerId)).Follows;
        var requested = sighting is { IsPrivate: true, ViewerFollows: false }
            && await graph.HasRequest(userId, viewerId, ct);
        return new UserForViewer(user, sighting.ViewerFollows, requested, followedBy, false, mutes);
    }

    /// <summary>Enough to know whom one has blocked, and to take it back.</summary>
    private static UserForViewer Blocked(UserCardView card) => new(
        new UserView(card with { AvatarMediaId = null }, "", 0, 0, 0, SnowflakeIds.TimeOf(card.Id)),
        false, false, false, true, false);
}
