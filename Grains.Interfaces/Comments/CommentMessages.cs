using System.Collections.Immutable;

namespace Instagram.Grains.Comments;

/// <summary>
/// A comment to add; its id is settled before, so that adding it twice adds it once. Besides the post's author those
/// are told of it who are mentioned in it and <paramref name="AnsweredAuthorId"/>, who wrote what it answers.
/// </summary>
[GenerateSerializer, Immutable, Alias("comments.AddComment")]
public sealed record AddComment(
    [property: Id(0)] long Id,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] string Text,
    [property: Id(3)] long? ReplyTo,
    [property: Id(4)] long? AnsweredAuthorId,
    [property: Id(5)] ImmutableArray<long> Mentions);

/// <summary>A comment as readers get it; <paramref name="ReplyTo"/> is always of the first level.</summary>
[GenerateSerializer, Immutable, Alias("comments.CommentView")]
public sealed record CommentView(
    [property: Id(0)] long Id,
    [property: Id(1)] long PostId,
    [property: Id(2)] long AuthorId,
    [property: Id(3)] string Text,
    [property: Id(4)] long? ReplyTo,
    [property: Id(5)] int LikeCount,
    [property: Id(6)] int ReplyCount,
    [property: Id(7)] DateTimeOffset CreatedAt);
