namespace Instagram.Grains.Feed;

/// <summary>
/// A ranked order that pages go through. <paramref name="Id"/> is its time in Unix milliseconds, from which it can be
/// ranked again when it is no longer kept; what comes after its end is older than <paramref name="Floor"/>.
/// </summary>
internal sealed record FeedSnapshot(long Id, (long PostId, long AuthorId)[] Order, long Floor);
