using Orleans.Concurrency;
namespace Instagram.Grains.Explore;

/// <summary>
/// Brings the counts of posts into the index, a batch a second, so that a like never waits for it. Key: bucket, 0 to
/// <see cref="Buckets"/> − 1. Holds at most 10,000 posts; what is lost with a process comes with the post's next
/// change. Calls no grain.
/// </summary>
[Alias("explore.IPostCountsGrain")]
public interface IPostCountsGrain : IGrainWithIntegerKey
{
    const int Buckets = 4;

    static int BucketOf(long postId) => (int)((ulong)postId % Buckets);

    [OneWay]
    [Alias("Changed")]
    Task Changed(long postId, int likes, int comments);
}
