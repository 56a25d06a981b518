namespace Instagram.Tests.Support;

public sealed record UserViewerShape(bool Follows, bool Requested, bool FollowedBy, bool Blocks, bool Mutes);

public sealed record UserShape(
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
    UserViewerShape? Viewer = null);

public sealed record CardShape(
    string Id, string Username, string DisplayName, string? AvatarUrl, bool IsPrivate, bool IsVerified);

public sealed record MediaAddressesShape(string Thumbnail, string Small, string Medium, string Large);

public sealed record MediaShape(
    string Id,
    string Kind,
    int Width,
    int Height,
    string Blurhash,
    string? AltText,
    MediaAddressesShape Urls,
    long? DurationMs);

public sealed record CommentViewerShape(bool Liked);

public sealed record CommentShape(
    string Id,
    string PostId,
    CardShape Author,
    string Text,
    string? ReplyToCommentId,
    int LikeCount,
    int ReplyCount,
    CommentViewerShape Viewer,
    DateTimeOffset CreatedAt);

public sealed record PostViewerShape(bool Liked, bool Saved);

public sealed record PlaceShape(string Id, string Name, double Lat, double Lng);

public sealed record PostShape(
    string Id,
    CardShape Author,
    string Status,
    string Caption,
    IReadOnlyList<string> Hashtags,
    IReadOnlyList<CardShape> Mentions,
    PlaceShape? Location,
    IReadOnlyList<MediaShape> Media,
    int LikeCount,
    int CommentCount,
    PostViewerShape Viewer,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt);

public sealed record ListShape<T>(IReadOnlyList<T> Items, string? Cursor, bool HasMore);

public sealed record FeedShape(IReadOnlyList<PostShape> Posts, string? Cursor, bool HasMore);

public sealed record SignedInShape(UserShape User, string AccessToken, string RefreshToken, int ExpiresIn);

public sealed record SessionShape(
    string Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string UserAgent, bool Current);

public sealed record UploadAddressShape(
    string Method, string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);

public sealed record TicketShape(string MediaId, UploadAddressShape Upload);

public sealed record UploadStatusShape(string Id, string Status);

public sealed record UploadShape(string Id, string Status, string? Reason, MediaShape? Media);

public sealed record FollowShape(string Status);

/// <summary>An error; <paramref name="Errors"/> for 400 only, <paramref name="Detail"/> where there is more.</summary>
public sealed record ProblemShape(
    string Type,
    string Title,
    int Status,
    string Code,
    string TraceId,
    string? Detail = null,
    IReadOnlyDictionary<string, string[]>? Errors = null);
