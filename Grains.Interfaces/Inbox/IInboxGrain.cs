using Instagram.Grains.Media;
using Orleans.Concurrency;

namespace Instagram.Grains.Inbox;

/// <summary>
/// What one person is told of. Key: user id. Owns their notices, grouped; how far they have looked; and who watches
/// live. Consumes <see cref="NoticeFact"/>. Holds the newest 200 groups in memory, further ones are rows. Calls no
/// grain: whose notice the person may be shown is asked above it, on every read. Not reentrant: no event falls between
/// what <see cref="Watch"/> returns and what its observer hears.
/// </summary>
[Alias("inbox.IInboxGrain")]
public interface IInboxGrain : IGrainWithIntegerKey
{
    /// <summary>Groups that last changed before an id, the newest change first.</summary>
    [Alias("GetGroups")]
    Task<NoticeGroups> GetGroups(long beforeChange, int limit);

    /// <summary>Null when there is none, or everything in it was taken back.</summary>
    [Alias("GetGroup")]
    Task<NoticeGroup?> GetGroup(long groupId);

    /// <summary>This group and all that changed before it are seen; false when it is no group of this inbox.</summary>
    [Alias("MarkSeen")]
    Task<bool> MarkSeen(long groupId);

    /// <summary>
    /// From here on the observer hears every event, for two minutes; asking again prolongs it. Gives what came after
    /// <paramref name="lastEventId"/>; null: nothing is asked for.
    /// </summary>
    [Alias("Watch")]
    Task<MissedEvents> Watch(IInboxObserver observer, long? lastEventId);

    [Alias("Leave")]
    Task Leave(IInboxObserver observer);

    /// <summary>A post of someone else's came into this person's feed.</summary>
    [OneWay]
    [Alias("FeedGrew")]
    Task FeedGrew(long postId);

    /// <summary>An upload of this person's has another status.</summary>
    [OneWay]
    [Alias("UploadChanged")]
    Task UploadChanged(long mediaId, UploadStatus status);
}
