using System.Diagnostics;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;

namespace Instagram.Bench;

/// <summary>How long after publishing a post is in every one of 1,000 feeds that are awake.</summary>
internal static class FanOutBench
{
    private const int Followers = 1_000;
    private const int Runs = 20;

    public static async Task Run(BenchProduct product, World world, Report report)
    {
        var author = (await world.Accounts(1))[0];
        var followers = await world.Accounts(Followers);
        await world.Follow(followers.Select(follower => (follower, author)));
        foreach (var some in followers.Chunk(50))
        {
            await Task.WhenAll(some.Select(follower => Newest(product, follower)));
        }

        var publisher = product.Service<PostPublisher>();
        var published = new List<double>();
        var arrived = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var postId = publisher.NewId(author);
            var watch = Stopwatch.StartNew();
            await publisher.Publish(postId, new PostDraft(author, [], [], "Hello", null), CancellationToken.None);
            published.Add(watch.Elapsed.TotalMilliseconds);
            var missing = new Queue<long>(followers);
            while (missing.TryPeek(out var reader))
            {
                if (await Newest(product, reader) == postId)
                {
                    missing.Dequeue();
                }
            }
            arrived.Add(watch.Elapsed.TotalMilliseconds);
        }
        report.Add("a post is published", published, "");
        report.Add($"… and in {Followers} awake feeds, each of them read", arrived, "≤ 1 s");
    }

    private static async Task<long> Newest(BenchProduct product, long reader)
    {
        var page = await product.Grains.GetGrain<IFeedGrain>(reader).GetPage(FeedOrder.Latest, null, 1);
        return page.PostIds.IsEmpty ? 0 : page.PostIds[0];
    }
}
