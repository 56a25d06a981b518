using Instagram.Grains.Comments;
using Instagram.Grains.Posts;
using Instagram.Grains.Stories;
using Instagram.Grains.Users;
using Instagram.Storage.Moderation;

namespace Instagram.Grains.Moderation;

/// <summary>What people report. One can report what one can see, and nothing of one's own.</summary>
public sealed class Reports(
    PostReader posts, CommentService comments, StoryReader stories, Sight sight, ModerationQueue queue)
{
    public async Task<ReportOutcome> Report(
        long reporterId, ModerationKind kind, long id, string reason, CancellationToken ct)
    {
        if (await AuthorOf(reporterId, kind, id, ct) is not { } authorId)
        {
            return ReportOutcome.NotFound;
        }
        if (authorId == reporterId)
        {
            return ReportOutcome.OwnThing;
        }
        await queue.Report(new ModerationTarget(kind, id, authorId), reporterId, reason, CancellationToken.None);
        return ReportOutcome.Accepted;
    }

    private async Task<long?> AuthorOf(long viewerId, ModerationKind kind, long id, CancellationToken ct) => kind switch
    {
        ModerationKind.Post => (await posts.FindPublished(viewerId, id))?.AuthorId,
        ModerationKind.Comment => (await comments.Find(viewerId, id, ct))?.AuthorId,
        ModerationKind.User => await sight.MaySeeProfile(viewerId, id) ? id : null,
        _ => (await stories.Find(viewerId, id, ct))?.AuthorId,
    };
}
