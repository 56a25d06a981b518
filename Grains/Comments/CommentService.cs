using Instagram.Grains.Inbox;
using Instagram.Grains.Outbox;
using Instagram.Grains.Policies;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Instagram.Storage.Accounts;
using Instagram.Storage.Comments;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging;

namespace Instagram.Grains.Comments;

/// <summary>
/// Comments as one viewer gets and changes them. A comment is seen by who sees the post and the profile of its author:
/// what either side of a block wrote on a third person's post is hidden from the other. Viewer 0 is nobody signed in.
/// </summary>
public sealed class CommentService(
    IClusterClient grains, CommentStore comments, AccountStore accounts, PostReader posts, Sight sight,
    SnowflakeIds ids, Facts facts, ILogger<CommentService> logger)
{
    public long NewId(long postId) => ids.Next(ShardId.Of(postId));

    /// <summary>Null when the post, or the comment to answer, is not there for this author.</summary>
    public async Task<CommentForViewer?> Add(
        long postId, long commentId, long authorId, string text, long? replyTo, CancellationToken ct)
    {
        var answered = replyTo is { } answeredId ? await Find(authorId, answeredId, ct) : null;
        if (await posts.FindPublished(authorId, postId) is null || (replyTo is not null && answered is null))
        {
            return null;
        }
        var mentions = await accounts.FindByUsernames(CaptionText.Mentions(text), ct);
        if (await grains.GetGrain<IPostGrain>(postId).Comment(new AddComment(
                commentId, authorId, text, replyTo, answered?.AuthorId, [.. mentions])) is not { } added
            || await grains.GetGrain<IUserGrain>(authorId).GetCard() is not { } author)
        {
            return null;
        }
        return new CommentForViewer(added, author, false);
    }

    /// <summary>Null when there is none or the viewer may not see it.</summary>
    public async Task<CommentView?> Find(long viewerId, long commentId, CancellationToken ct) =>
        await comments.Find(commentId, ct) is { } row
        && await posts.FindPublished(viewerId, row.PostId) is not null
        && await sight.MaySeeProfile(viewerId, row.AuthorId)
            ? CommentViews.Of(row)
            : null;

    /// <summary>
    /// The comment's author and the post's may remove it; the post's author also that of someone they no longer see.
    /// </summary>
    public async Task<RemoveCommentResult> Remove(long userId, long commentId, CancellationToken ct)
    {
        if (await comments.Find(commentId, ct) is not { } comment
            || await posts.FindPublished(userId, comment.PostId) is not { } post
            || (post.AuthorId != userId && !await sight.MaySeeProfile(userId, comment.AuthorId)))
        {
            return RemoveCommentResult.NotFound;
        }
        if (comment.AuthorId != userId && post.AuthorId != userId)
        {
            return RemoveCommentResult.Forbidden;
        }
        return await grains.GetGrain<IPostGrain>(comment.PostId).RemoveComment(commentId)
            ? RemoveCommentResult.Removed
            : RemoveCommentResult.NotFound;
    }

    /// <summary>False when the comment is not there for this user.</summary>
    public async Task<bool> SetLike(long userId, long commentId, bool liked, CancellationToken ct)
    {
        if (await Find(userId, commentId, ct) is not { } comment)
        {
            return false;
        }
        var told = facts.Notice(
            NoticeKind.CommentLike, comment.AuthorId, userId, beside: commentId, postId: comment.PostId,
            commentId: commentId, withdrawn: !liked);
        var isChanged = liked
            ? await comments.Like(commentId, userId, told.Rows(), CancellationToken.None)
            : await comments.Unlike(commentId, userId, told.Rows(), CancellationToken.None);
        if (isChanged)
        {
            await grains.PublishAll(told, logger);
        }
        return true;
    }

    public Task<CommentPage> List(long viewerId, long postId, long before, int limit, CancellationToken ct) =>
        Fill(viewerId, postId, before, limit, (last, count) => comments.List(postId, last, count, ct), ct);

    public Task<CommentPage> ListReplies(
        long viewerId, long postId, long commentId, long after, int limit, CancellationToken ct) =>
        Fill(viewerId, postId, after, limit, (last, count) => comments.ListReplies(commentId, last, count, ct), ct);

    private async Task<CommentPage> Fill(
        long viewerId, long postId, long last, int limit, Func<long, int, Task<IReadOnlyList<CommentRow>>> read,
        CancellationToken ct)
    {
        var page = await FullPage<CommentRow, UserCardView>.Fill(
            last, limit, read, row => row.Id, row => sight.FindCard(viewerId, row.AuthorId));
        var liked = viewerId == 0 || page.Entries.Count == 0
            ? []
            : await comments.LikedAmong(viewerId, postId, [.. page.Entries.Select(entry => entry.Row.Id)], ct);
        return new CommentPage(
            [.. page.Entries.Select(entry => new CommentForViewer(
                CommentViews.Of(entry.Row), entry.Shown, liked.Contains(entry.Row.Id)))],
            page.Last, page.HasMore);
    }
}
