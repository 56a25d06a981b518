using Instagram.Grains.Media;
using Orleans.Concurrency;

namespace Instagram.Grains.Inbox;

/// <summary>
/// What one person is told of. Key: user id. Owns their notices, grouped; how far they have looked; and who watches
/// live. Consumes <see cref="NoticeFact"/>; likes of posts and follows are notices by themselves, and it is only told
/// that some came or went. Holds the newest 200 groups in memory, further ones are rows. Calls no grain: whose notice
/// the person may be shown is asked above it, on every read. Not reentrant: no event falls between what
/// <see cref="Watch"/> returns and what its observer hears.
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

    /// <summary>Likes of this person's posts or followers came or went, as the silo of this inbox has noted.</summary>
    [OneWay]
    [Alias("DeedsNoted")]
    Task DeedsNoted();

    /// <summary>
    /// The same of one post, or with topic 0 of followers, from a silo that does not know whether the inbox is read or
    /// watched.
    /// </summary>
    [OneWay]
    [Alias("DeedsChanged")]
    Task DeedsChanged(long topicId, bool isNew);

    /// <summary>Removes what is beyond the number and the age of notices that are kept.</summary>
    [OneWay]
    [Alias("Purge")]
    Task Purge();
}
