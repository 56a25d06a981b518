namespace Instagram.Tests.Support;

public sealed record NoticePostShape(string Id, string? ThumbnailUrl);

public sealed record NoticeShape(
    string Id,
    string Kind,
    IReadOnlyList<CardShape> Actors,
    int ActorCount,
    NoticePostShape? Post,
    string? CommentId,
    DateTimeOffset CreatedAt,
    bool Seen);

public sealed record UnreadCountShape(int Count);

public sealed record FeedEventShape(string PostId, string AuthorId);

/// <summary>An event of the stream as it came.</summary>
public sealed record EventShape<T>(long Id, string Name, T Data);
