using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Instagram.Storage.Comments;

namespace Instagram.Grains.Inbox;

/// <summary>
/// Notices as their recipient may see them now: without people they have blocked or muted or who are not there for
/// them, and only of posts and comments that are. Groups of which nothing is left are not there and do not count.
/// </summary>
public sealed class NoticeReader(IGrainFactory grains, Sight sight, PostReader posts, CommentStore comments)
{
    private const int ShownActors = 3;
    private const int PageToCount = 100;

    public async Task<NoticePage> List(long userId, long before, int limit, CancellationToken ct)
    {
        var notices = new List<NoticeForViewer>(limit);
        var view = View(userId);
        while (true)
        {
            var page = await Inbox(userId).GetGroups(before, limit);
            await view.LookAt(page.Groups, ct);
            foreach (var group in page.Groups)
            {
                if (notices.Count == limit)
                {
                    return new NoticePage(notices, before, true);
                }
                before = group.ChangedId;
                if (await Show(view, group) is { } notice)
                {
                    notices.Add(notice);
                }
            }
            if (!page.HasMore || notices.Count == limit)
            {
                return new NoticePage(notices, before, page.HasMore);
            }
        }
    }

    /// <summary>Null when there is nothing to show of the group.</summary>
    public async Task<NoticeForViewer?> Find(long userId, long groupId, CancellationToken ct)
    {
        if (await Inbox(userId).GetGroup(groupId) is not { } group)
        {
            return null;
        }
        var view = View(userId);
        await view.LookAt([group], ct);
        return await Show(view, group);
    }

    public async Task<int> CountUnseen(long userId, CancellationToken ct)
    {
        var count = 0;
        var view = View(userId);
        for (var before = long.MaxValue; ;)
        {
            var page = await Inbox(userId).GetGroups(before, PageToCount);
            var unseen = page.Groups.Where(group => group.ChangedId > group.SeenThrough).ToList();
            await view.LookAt(unseen, ct);
            foreach (var group in unseen)
            {
                count += await view.HasUnseen(group) ? 1 : 0;
            }
            if (!page.HasMore || unseen.Count < page.Groups.Length)
            {
                return count;
            }
            before = page.Groups[^1].ChangedId;
        }
    }

    /// <summary>False when it is no notice of this user's.</summary>
    public Task<bool> MarkSeen(long userId, long groupId) => Inbox(userId).MarkSeen(groupId);

    private async Task<NoticeForViewer?> Show(NoticeView view, NoticeGroup group)
    {
        var deeds = await view.Standing(group);
        if (deeds.Count == 0)
        {
            return null;
        }
        var actors = deeds.Select(deed => deed.ActorId).Distinct().ToList();
        var cards = await Task.WhenAll(actors.Take(ShownActors)
            .Select(actor => grains.GetGrain<IUserGrain>(actor).GetCard()));
        // What was added by who is hidden makes a notice neither newer nor unseen.
        var changed = deeds.Max(deed => deed.ChangedId);
        return new NoticeForViewer(
            group.Id, changed, group.Kind, [.. cards.OfType<UserCardView>()], actors.Count, group.PostId,
            view.Thumbnail(group),
            group.Kind is NoticeKind.Comment or NoticeKind.Reply ? deeds[0].SubjectId : group.CommentId,
            changed <= group.SeenThrough);
    }

    private NoticeView View(long userId) => new(userId, sight, posts, comments);

    private IInboxGrain Inbox(long userId) => grains.GetGrain<IInboxGrain>(userId);
}
