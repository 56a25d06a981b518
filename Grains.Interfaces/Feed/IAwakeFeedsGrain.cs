using System.Collections.Immutable;

namespace Instagram.Grains.Feed;

/// <summary>
/// Which feeds of a bucket are in memory now. Key: bucket, 0 to <see cref="Buckets"/> − 1. Lives in memory alone: when
/// it is lost its epoch changes, which a feed sees at its next renewal and catches up from the store. A feed that has
/// not renewed for three minutes is taken to be asleep. Calls no grain.
/// </summary>
[Alias("feed.IAwakeFeedsGrain")]
public interface IAwakeFeedsGrain : IGrainWithIntegerKey
{
    const int Buckets = 64;

    static int BucketOf(long userId) => (int)((ulong)userId % Buckets);

    /// <summary>
    /// The feed is awake from when this is called. Its registration: another one than before when it was forgotten.
    /// </summary>
    [Alias("Renew")]
    Task<Guid> Renew(long userId);

    [Alias("Leave")]
    Task Leave(long userId);

    /// <summary>Those of at most 1,000 users whose feeds are awake.</summary>
    [Alias("FindAwake")]
    Task<ImmutableArray<long>> FindAwake(ImmutableArray<long> userIds);
}
