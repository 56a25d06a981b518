using Instagram.ApiHost.Posts;

namespace Instagram.ApiHost.Leaving;

/// <summary>profile.json; <paramref name="PictureFile"/> is a path in the archive.</summary>
public sealed record ExportedProfile(
    string Id, string Username, string DisplayName, string Bio, string? Email, bool IsPrivate, bool IsVerified,
    int PostCount, int FollowerCount, int FollowingCount, string? PictureFile, DateTimeOffset CreatedAt);

/// <summary>An entry of posts.json.</summary>
public sealed record ExportedPost(
    string Id, string Status, string Caption, IReadOnlyList<string> Hashtags, LocationResponse? Location,
    IReadOnlyList<ExportedMedium> Media, int LikeCount, int CommentCount, DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt);

/// <summary><paramref name="File"/> is the path of the original in the archive, null where it never arrived.</summary>
public sealed record ExportedMedium(
    string Id, string Kind, string? File, int Width, int Height, int? DurationMs, string? AltText);

/// <summary>An entry of stories.json: one that is live.</summary>
public sealed record ExportedStory(
    string Id, string? File, int? DurationMs, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>An entry of comments.json.</summary>
public sealed record ExportedComment(
    string Id, string PostId, string? ReplyToCommentId, string Text, DateTimeOffset CreatedAt);

/// <summary>An entry of likes.json: of a post at a time, or of a comment.</summary>
public sealed record ExportedLike(string? PostId, string? CommentId, DateTimeOffset? CreatedAt);

/// <summary>An entry of saved.json.</summary>
public sealed record ExportedSave(string PostId, string Author);

/// <summary>An entry of followers.json, following.json, blocks.json and mutes.json.</summary>
public sealed record ExportedPerson(string Id, string Username, string DisplayName);
