using Instagram.Grains.Media;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Instagram.Storage.Comments;
using Instagram.Storage.Media;
using Instagram.Storage.Moderation;
using Instagram.Storage.Stories;

namespace Instagram.Grains.Moderation;

/// <summary>
/// The queue, the reports and the log as moderators read them: also what everyone else no longer sees. And to an
/// author, what was decided about them.
/// </summary>
public sealed class ModerationReader(
    IGrainFactory grains, ModerationStore items, ReportStore reports, AuditStore audit, CommentStore comments,
    StoryStore stories, MediaStore media)
{
    public const string Machine = "machine";

    public async Task<ModerationPage<ItemForModerator>> List(
        ModerationStatus? status, long before, int limit, CancellationToken ct)
    {
        var page = Page(await items.List(status, before, limit + 1, ct), limit, before, item => item.Id);
        return new(await Task.WhenAll(page.Items.Select(item => Show(item, ct))), page.Before, page.HasMore);
    }

    public async Task<ModerationPage<ReportForModerator>> ListReports(long before, int limit, CancellationToken ct)
    {
        var page = Page(await reports.List(before, limit + 1, ct), limit, before, report => report.Id);
        return new(
            await Task.WhenAll(page.Items.Select(async report => new ReportForModerator(
                report, await grains.GetGrain<IUserGrain>(report.ReporterId).GetCard()))),
            page.Before, page.HasMore);
    }

    public async Task<ModerationPage<AuditForModerator>> ListAudit(long before, int limit, CancellationToken ct)
    {
        var page = Page(await audit.List(before, limit + 1, ct), limit, before, entry => entry.Id);
        return new(
            await Task.WhenAll(page.Items.Select(async entry =>
                new AuditForModerator(entry, await NameOf(entry.ActorId)))),
            page.Before, page.HasMore);
    }

    public async Task<ModerationPage<ModerationItemRow>> ListAgainst(
        long authorId, long before, int limit, CancellationToken ct) =>
        Page(await items.ListAgainst(authorId, before, limit + 1, ct), limit, before, item => item.Id);

    private static ModerationPage<T> Page<T>(IReadOnlyList<T> rows, int limit, long before, Func<T, long> id)
    {
        var taken = rows.Take(limit).ToList();
        return new(taken, taken.Count > 0 ? id(taken[^1]) : before, rows.Count > limit);
    }

    private async Task<ItemForModerator> Show(ModerationItemRow item, CancellationToken ct) => new(
        item,
        await grains.GetGrain<IUserGrain>(item.Target.AuthorId).GetCard(),
        item.DecidedAt is null ? null : await NameOf(item.DecidedBy),
        await Content(item.Target, ct));

    private async Task<ReportedContent?> Content(ModerationTarget target, CancellationToken ct)
    {
        switch (target.Kind)
        {
            case ModerationKind.Post when await grains.GetGrain<IPostGrain>(target.Id).Get() is { } post:
                return new ReportedContent(post.Caption, post.Media, null);
            case ModerationKind.Comment when await comments.FindAny(target.Id, ct) is { } comment:
                return new ReportedContent(comment.Text, [], comment.PostId);
            case ModerationKind.User when await grains.GetGrain<IUserGrain>(target.Id).Get() is { } user:
                return new ReportedContent(
                    user.Bio, user.Card.AvatarMediaId is { } avatar ? await Pictures(avatar, ct) : [], null);
            case ModerationKind.Story when await stories.Find(target.Id, ct) is { } story:
                return new ReportedContent("", await Pictures(story.MediaId, ct), null);
            default:
                return null;
        }
    }

    private async Task<IReadOnlyList<MediaView>> Pictures(long mediaId, CancellationToken ct) =>
        await media.Find(mediaId, ct) is { } medium ? [MediaViews.Of(medium, null)] : [];

    /// <summary>An account that is gone keeps its number.</summary>
    private async Task<string> NameOf(long? actorId) => actorId is not { } id
        ? Machine
        : (await grains.GetGrain<IUserGrain>(id).GetCard())?.Username
            ?? id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
