using Instagram.Storage.Media;

namespace Instagram.Storage.Posts;

/// <summary>
/// A post; media ids and alt texts go together by position. <paramref name="Kind"/> is the store's: 1 when any medium
/// is a video.
/// </summary>
public sealed record PostRow(
    long Id,
    long AuthorId,
    PostRowStatus Status,
    short Kind,
    string Caption,
    string[] Hashtags,
    long[] Mentions,
    long[] MediaIds,
    string?[] AltTexts,
    PlaceRow? Place,
    DateTimeOffset? EditedAt,
    int Likes = 0,
    int Comments = 0);

/// <summary>A post with its media in their order; null for one that is gone.</summary>
public sealed record StoredPost(PostRow Post, IReadOnlyList<MediaRow?> Media);

public sealed record PlaceRow(long Id, string Name, double Lat, double Lng);

/// <summary><c>Removed</c>: it was, or was to be, published, and moderation has hidden it.</summary>
public enum PostRowStatus : short { Processing = 0, Published = 1, Failed = 2, Removed = 3 }

/// <summary><paramref name="Stored"/>: what was stored, where that need not be read.</summary>
public sealed record CreatedPost(PostCreateResult Result, PostRowStatus Status, StoredPost? Stored = null);

public enum PostCreateResult { Created, MediaMissing, MediaUnusable }
