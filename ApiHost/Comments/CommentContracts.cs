using Instagram.ApiHost.Http;
using Instagram.ApiHost.Users;
using Instagram.Grains.Comments;

namespace Instagram.ApiHost.Comments;

public sealed record CommentRequest(string? Text, string? ReplyToCommentId);

public sealed record CommentResponse(
    string Id, string PostId, UserCardResponse Author, string Text, string? ReplyToCommentId, int LikeCount,
    int ReplyCount, CommentViewerResponse Viewer, DateTimeOffset CreatedAt)
{
    internal static CommentResponse Of(CommentForViewer read) => new(
        Ids.Text(read.Comment.Id), Ids.Text(read.Comment.PostId), UserCardResponse.Of(read.Author), read.Comment.Text,
        Ids.Text(read.Comment.ReplyTo), read.Comment.LikeCount, read.Comment.ReplyCount,
        new CommentViewerResponse(read.Liked), read.Comment.CreatedAt);
}

public sealed record CommentViewerResponse(bool Liked);
