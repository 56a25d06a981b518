using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.Grains.Users;

namespace Instagram.ApiHost.Users;

/// <summary>A profile. <paramref name="Viewer"/> is absent for anonymous callers.</summary>
public sealed record UserResponse(
    string Id,
    string Username,
    string DisplayName,
    string Bio,
    string? AvatarUrl,
    bool IsPrivate,
    bool IsVerified,
    int PostCount,
    int FollowerCount,
    int FollowingCount,
    DateTimeOffset CreatedAt,
    [property: System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    UserViewerResponse? Viewer)
{
    internal static UserResponse Of(UserView user, UserViewerResponse? viewer) => new(
        Ids.Text(user.Card.Id), user.Card.Username, user.Card.DisplayName, user.Bio,
        MediaUrls.Avatar(user.Card.AvatarMediaId), user.Card.IsPrivate, user.Card.IsVerified, user.PostCount,
        user.FollowerCount, user.FollowingCount, user.CreatedAt, viewer);
}

/// <summary>How the caller stands to the user.</summary>
public sealed record UserViewerResponse(bool Follows, bool Requested, bool FollowedBy, bool Blocks, bool Mutes);

public sealed record UserCardResponse(
    string Id, string Username, string DisplayName, string? AvatarUrl, bool IsPrivate, bool IsVerified)
{
    internal static UserCardResponse Of(UserCardView card) => new(
        Ids.Text(card.Id), card.Username, card.DisplayName, MediaUrls.Avatar(card.AvatarMediaId), card.IsPrivate,
        card.IsVerified);
}
