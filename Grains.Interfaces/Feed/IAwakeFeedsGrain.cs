using System.Collections.Immutable;

namespace Instagram.Grains.Feed;

/// <summary>
/// Which feeds of a bucket are in memory now, by the authors that each lets in, and what each has not taken in yet.
/// Key: bucket, 0 to <c>Feed:Buckets</c> − 1. Holds at most 256 posts for each feed: one that has more to take in reads
/// the store instead. Lives in memory alone: a feed that it does not know any more wakes anew. One that was not heard
/// of for twenty minutes is taken to be asleep. Calls no grain.
/// </summary>
[Alias("feed.IAwakeFeedsGrain")]
public interface IAwakeFeedsGrain : IGrainWithIntegerKey
{
    static int BucketOf(long userId, int buckets) => (int)((ulong)userId % (ulong)buckets);

    /// <summary>
    /// The feed is awake: posts of these authors are kept for it from when this is called. Replaces what was registered
    /// for it before.
    /// </summary>
    [Alias("Join")]
    Task<Guid> Join(long readerId, ImmutableArray<long> authorIds);

    /// <summary>
    /// What came since the last time, oldest first. Until <paramref name="watchedUntil"/> someone watches.
    /// </summary>
    [Alias("Drain")]
    Task<FeedNews> Drain(long readerId, Guid registration, DateTimeOffset watchedUntil);

    /// <summary>From when this returns the author's posts are kept too. False when the feed is not known.</summary>
    [Alias("Follow")]
    Task<bool> Follow(long readerId, Guid registration, long authorId);

    [Alias("Unfollow")]
    Task Unfollow(long readerId, Guid registration, long authorId);

    [Alias("Leave")]
    Task Leave(long readerId, Guid registration);

    /// <summary>A post for the feeds that let its author in. Returns those of them that someone watches.</summary>
    [Alias("Push")]
    Task<ImmutableArray<long>> Push(FeedPush push);

    /// <summary>Those of at most 1,000 users whose feeds are awake.</summary>
    [Alias("FindAwake")]
    Task<ImmutableArray<long>> FindAwake(ImmutableArray<long> userIds);
}
