using Instagram.Grains.Policies;
using Instagram.Storage.Graph;

namespace Instagram.Grains.Users;

/// <summary>Profiles as one viewer gets them. Viewer 0 is nobody signed in.</summary>
public sealed class UserReader(IGrainFactory grains, GraphStore graph, Sight sight)
{
    /// <summary>Null when there is none, or it does not show itself to the viewer.</summary>
    public async Task<UserForViewer?> Find(long viewerId, long userId, CancellationToken ct)
    {
        var sighting = await sight.Of(viewerId, userId);
        if (!Visibility.MaySeeProfile(sighting) || await grains.GetGrain<IUserGrain>(userId).Get() is not { } user)
        {
            return null;
        }
        if (viewerId == 0 || viewerId == userId)
        {
            return new UserForViewer(user, sighting.ViewerFollows, false, false);
        }
        var followedBy = (await grains.GetGrain<IUserGrain>(userId).GetTies(viewerId)).Follows;
        var requested = sighting is { IsPrivate: true, ViewerFollows: false }
            && await graph.HasRequest(userId, viewerId, ct);
        return new UserForViewer(user, sighting.ViewerFollows, requested, followedBy);
    }
}
