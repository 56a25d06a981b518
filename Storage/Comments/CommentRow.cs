namespace Instagram.Storage.Comments;

/// <summary>A comment; <paramref name="ReplyTo"/> is the comment of the first level that it answers.</summary>
public sealed record CommentRow(
    long Id, long PostId, long AuthorId, string Text, long? ReplyTo, int Likes = 0, int Replies = 0);
