using Instagram.Grains.Inbox;
using Instagram.Grains.Outbox;

namespace Instagram.Grains.Comments;

/// <summary>
/// Who is told of a comment, each of them once, of what concerns them most: that they were answered, that they are
/// mentioned, that it is under their post. That it was deleted needs no fact: whether it is there is asked on reading.
/// </summary>
internal static class CommentNotices
{
    public static IReadOnlyList<PendingFact> Of(Facts facts, long postId, long postAuthorId, AddComment comment)
    {
        var told = new Dictionary<long, (NoticeKind Kind, long? CommentId)>();
        if (comment is { AnsweredAuthorId: { } answered, ReplyTo: { } replyTo })
        {
            told.TryAdd(answered, (NoticeKind.Reply, replyTo));
        }
        foreach (var mentioned in comment.Mentions)
        {
            told.TryAdd(mentioned, (NoticeKind.Mention, comment.Id));
        }
        told.TryAdd(postAuthorId, (NoticeKind.Comment, null));
        return
        [
            .. told.SelectMany(each => facts.Notice(
                each.Value.Kind, each.Key, comment.AuthorId, beside: comment.Id, causeId: comment.Id, postId: postId,
                commentId: each.Value.CommentId)),
        ];
    }
}
