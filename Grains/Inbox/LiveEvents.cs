using Instagram.Grains.Feed;
using Instagram.Grains.Media;
using Instagram.Storage.Media;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Inbox;

/// <summary>
/// Watching live: the inbox tells what happens, and for as long the feed stays awake. What an inbox no longer holds of
/// the time in between is told from the store.
/// </summary>
public sealed class LiveEvents(IGrainFactory grains, MediaStore media)
{
    /// <summary>Notices, and uploads, that are looked up for a stream which was interrupted for long.</summary>
    private const int MostMissed = 100;

    /// <summary>Uploads that began so long before the interruption may have been settled during it.</summary>
    private static readonly TimeSpan UploadsTake = TimeSpan.FromHours(1);

    private static readonly TimeSpan DeedsTake = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Begins to watch, or prolongs it for two minutes; the events after <paramref name="lastEventId"/>. Null: from now
    /// on.
    /// </summary>
    public async Task<MissedEvents> Watch(
        long userId, IInboxObserver observer, long? lastEventId, CancellationToken ct)
    {
        var inbox = grains.GetGrain<IInboxGrain>(userId);
        var missed = await inbox.Watch(observer, lastEventId);
        if (!missed.Complete && lastEventId is { } last)
        {
            var groups = await inbox.GetGroups(missed.Now, MostMissed);
            missed = missed with
            {
                Events =
                [
                    .. missed.Events.Where(happened => happened.Kind != InboxEventKind.Notice)
                        .Concat(groups.Groups.Where(group => IsAfter(group, last)).Select(group => new InboxEvent(
                            Math.Max(group.ChangedId, last + 1), InboxEventKind.Notice, group.Id)))
                        .OrderBy(happened => happened.Id),
                ],
            };
            await TellOfUploads(userId, last, inbox, ct);
        }
        await grains.GetGrain<IFeedGrain>(userId).Watch(
            lastEventId is { } since ? Math.Min(since, missed.Now) : null);
        return missed;
    }

    public Task Leave(long userId, IInboxObserver observer) => grains.GetGrain<IInboxGrain>(userId).Leave(observer);

    /// <summary>
    /// A like or a follow is told of a moment after it is stored, and something else may come first.
    /// </summary>
    private static bool IsAfter(NoticeGroup group, long last) => group.ChangedId > (
        group.Kind is NoticeKind.Like or NoticeKind.Follow
            ? SnowflakeIds.FirstAt(SnowflakeIds.TimeOf(last) - DeedsTake)
            : last);

    private async Task TellOfUploads(long userId, long last, IInboxGrain inbox, CancellationToken ct)
    {
        var since = SnowflakeIds.FirstAt(SnowflakeIds.TimeOf(last) - UploadsTake);
        foreach (var (id, status) in await media.SettledSince(userId, since, MostMissed, ct))
        {
            await inbox.UploadChanged(
                id, status == MediaStatus.Ready ? UploadStatus.Ready : UploadStatus.Rejected);
        }
    }
}
