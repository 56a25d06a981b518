using Orleans.Concurrency;

namespace Instagram.Grains.Feed;

/// <summary>
/// A home timeline. Key: user id. Holds at most 800 entries of post and author while it is awake; asleep it costs
/// nothing and is rebuilt from the store by the first read, which is refused as busy when too many feeds wake. New
/// posts wait for it in its <see cref="IAwakeFeedsGrain"/>, and each call here takes them in first. Calls that,
/// <see cref="Posts.IAuthorGrain"/> of celebrities, and tells the reader's <see cref="Inbox.IInboxGrain"/> of new posts
/// while someone watches.
/// The fence: only authors in the reader's following set are let in, and that set changes before a follow or an
/// unfollow is answered. Not reentrant: a change of the fence and the taking in of a post can not cross, and all reads
/// of a feed that wakes share one wake.
/// </summary>
[Alias("feed.IFeedGrain")]
public interface IFeedGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// At most <paramref name="limit"/> posts from a position on; null starts anew. Posts that have gone since are
    /// among them: who fills a page leaves them out and reads on from <see cref="FeedPage.Next"/>.
    /// </summary>
    [Alias("GetPage")]
    Task<FeedPage> GetPage(FeedOrder order, FeedPosition? start, int limit);

    /// <summary>
    /// There is something new for a feed that someone watches: takes it in and tells the inbox. Nothing happens in a
    /// feed that is asleep.
    /// </summary>
    [Alias("Grew")]
    Task Grew();

    /// <summary>
    /// Followed or no longer muted: the author is let in when this returns, and the next read shows what they posted
    /// before. Nothing happens in a feed that is asleep.
    /// </summary>
    [Alias("Followed")]
    Task Followed(long authorId);

    /// <summary>Unfollowed or muted: the author and everything of theirs is out when this returns.</summary>
    [Alias("Unfollowed")]
    Task Unfollowed(long authorId);

    /// <summary>
    /// Whether a follow, an unfollow or a mute was stored is not known: falls asleep, so that the next read makes the
    /// fence of what is there.
    /// </summary>
    [OneWay]
    [Alias("Doubt")]
    Task Doubt();

    /// <summary>
    /// The reader watches live: for two minutes the feed stays awake and its inbox is told of new posts by others; so
    /// it is now when one is newer than <paramref name="since"/>, an event's id, or came since the watching began.
    /// </summary>
    [Alias("Watch")]
    Task Watch(long? since);

    /// <summary>
    /// The reader liked, viewed or commented on something of the author's, which raises their affinity.
    /// </summary>
    [OneWay]
    [Alias("Engaged")]
    Task Engaged(long authorId, Engagement engagement);

    /// <summary>The reader has left: falls asleep and keeps nothing of what they cared for.</summary>
    [Alias("Forget")]
    Task Forget();
}
