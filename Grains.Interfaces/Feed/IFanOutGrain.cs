namespace Instagram.Grains.Feed;

/// <summary>
/// Brings an author's new posts to the feeds that are awake. Key: author id. Consumes
/// <see cref="Posts.PostPublished"/>: one call to each bucket of the registry, however many follow; a bucket that fails
/// is tried again with the fact. Holds what it knows of the author's delivery. Authors above the celebrity threshold
/// are pulled instead. Calls <see cref="Posts.IAuthorGrain"/>, <see cref="IAwakeFeedsGrain"/> and, where someone
/// watches, <see cref="IFeedGrain"/>.
/// </summary>
[Alias("feed.IFanOutGrain")]
public interface IFanOutGrain : IGrainWithIntegerKey;
