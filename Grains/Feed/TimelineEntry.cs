namespace Instagram.Grains.Feed;

/// <summary>A post and the slot of its author in the feed's <see cref="FeedFence"/>.</summary>
internal readonly record struct TimelineEntry(long PostId, int Author);
