namespace Instagram.Grains.Inbox;

public enum NoticeKind
{
    Like, Comment, Reply, Mention, Follow, FollowRequest, FollowApproved, CommentLike, StoryReply,
}

/// <summary>
/// Something happened that <paramref name="RecipientId"/> is told, or with <paramref name="Withdrawn"/> it was undone.
/// <paramref name="CauseId"/> is the id of the row that is the cause: a like, a comment, an edge of the graph, a reply.
/// It grows with time, so that of two facts about the same actor and subject the one with the greater cause is newer.
/// Facts come at least once and in any order: whether the cause still stands is read from the store.
/// </summary>
[GenerateSerializer, Immutable, Alias("inbox.NoticeFact")]
public sealed record NoticeFact(
    [property: Id(0)] long FactId,
    [property: Id(1)] long RecipientId,
    [property: Id(2)] NoticeKind Kind,
    [property: Id(3)] long ActorId,
    [property: Id(4)] long CauseId,
    [property: Id(5)] long? PostId,
    [property: Id(6)] long? CommentId,
    [property: Id(7)] long? StoryId,
    [property: Id(8)] bool Withdrawn);
