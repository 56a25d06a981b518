using Instagram.Grains.Copies;
using Instagram.Grains.Users;

namespace Instagram.Grains.Feed;

/// <summary>A user's card, and where it was copied from.</summary>
public sealed record ShownUser(UserCardJson Card, Held<UserCardJson> Copy)
{
    /// <summary>False when anything about the account has changed.</summary>
    public bool IsCurrent => ReferenceEquals(Copy.Value, Card);
}
