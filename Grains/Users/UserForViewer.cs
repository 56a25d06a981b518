namespace Instagram.Grains.Users;

/// <summary>
/// A profile and how its viewer stands to it; <paramref name="Requested"/>: the viewer waits to follow.
/// </summary>
public sealed record UserForViewer(
    UserView User, bool Follows, bool Requested, bool FollowedBy, bool Blocks, bool Mutes);
