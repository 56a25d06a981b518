namespace Instagram.Storage.Feed;

public sealed record TimelineRow(long PostId, long AuthorId);

/// <summary>What a feed wakes with: the newest posts, newest first, each with its author, and who is pulled.</summary>
public sealed record TimelineRows(long[] PostIds, long[] AuthorIds, long[] Pulled);

/// <summary>An author's newest posts, newest first, and whether readers pull them.</summary>
public sealed record AuthorRows(long[] PostIds, bool IsPulled);

/// <summary>
/// What a feed reads of its reader: whom it lets in, the reader's own newest posts, and what was saved of affinities.
/// </summary>
public sealed record ReaderRows(
    long[] Followed, AuthorRows Own, IReadOnlyList<PostCountsRow> OwnCounts, byte[]? Affinities);

public readonly record struct PostCountsRow(long PostId, int Likes, int Comments);

/// <summary>Whether readers pull an author's posts, and whether the awake feeds have been told so.</summary>
public sealed record DeliveryRow(bool Pulled, bool Announced);
