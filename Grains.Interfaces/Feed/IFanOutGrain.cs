namespace Instagram.Grains.Feed;

/// <summary>
/// Brings an author's new posts into the feeds that are awake. Key: author id. Consumes
/// <see cref="Posts.PostPublished"/> and goes through the followers in pages of 1,000; one feed that fails is tried
/// again with the fact and holds up no other. Authors above the celebrity threshold are pulled instead.
/// Calls <see cref="Posts.IAuthorGrain"/>, <see cref="IAwakeFeedsGrain"/> and <see cref="IFeedGrain"/>.
/// </summary>
[Alias("feed.IFanOutGrain")]
public interface IFanOutGrain : IGrainWithIntegerKey;
