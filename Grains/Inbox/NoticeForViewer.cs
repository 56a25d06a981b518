using Instagram.Grains.Users;

namespace Instagram.Grains.Inbox;

/// <summary>
/// A notice as its recipient gets it: the newest actors, how many there are, and of the post the medium to show.
/// <paramref name="ChangedId"/> is when the newest of what they may know of was added.
/// </summary>
public sealed record NoticeForViewer(
    long Id, long ChangedId, NoticeKind Kind, IReadOnlyList<UserCardView> Actors, int ActorCount, long? PostId,
    long? ThumbnailMediaId, long? CommentId, bool Seen);

/// <summary>A page of notices; <paramref name="Before"/> continues it.</summary>
public sealed record NoticePage(IReadOnlyList<NoticeForViewer> Notices, long Before, bool HasMore);
