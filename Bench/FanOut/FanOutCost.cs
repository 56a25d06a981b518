using System.Collections.Immutable;
using System.Diagnostics;
using Instagram.Grains;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Bench.FanOut;

/// <summary>
/// A post's way into 100,000 awake feeds: the calls to the registry that the fan-out makes, then what each feed does
/// when it is read next; and what followers cost who are asleep.
/// </summary>
internal static class FanOutCost
{
    private const int Readers = 100_000;
    private const int Sleepers = 1_000_000;
    private const int Posts = 20;

    public static async Task Run(Report report, BenchProduct product, FeedWorld world)
    {
        var readers = world.People(Readers);
        var (all, tenth, nobody) = (world.People(1)[0], world.People(1)[0], world.People(1)[0]);
        var others = world.People(20_000);
        await world.Store(world.Follows(readers, others, 8).Select((one, at) => (
            one.Reader, at % 10 == 0 ? (long[])[all, tenth, .. one.Followees] : [all, .. one.Followees])));
        await world.Settle();
        var watch = Stopwatch.StartNew();
        foreach (var some in readers.Chunk(256))
        {
            await Task.WhenAll(some.Select(reader =>
                product.Grains.GetGrain<IFeedGrain>(reader).GetPage(FeedOrder.Latest, null, 1)));
        }
        report.Say("100,000 feeds wake, 256 at once", watch.Elapsed.TotalMicroseconds / Readers, "µs each");

        await Push(product, world, nobody, 1);
        await Insert("100,000", all, readers);
        await Insert("10,000", tenth, [.. readers.Where((_, at) => at % 10 == 0)]);

        var idle = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            idle.Add((await Push(product, world, nobody, 1)).TotalMicroseconds);
        }
        report.Say("a post of whom nobody awake follows: all buckets called", idle, "µs");
        report.Say(
            "… so for each of 1,000,000 followers asleep", idle.Order().ElementAt(100) * 1_000 / Sleepers, "ns",
            "≤ 100 ns");
        await Visible(report, product, world, tenth, [.. readers.Where((_, at) => at % 10 == 0)]);

        async Task Insert(string name, long author, long[] followers)
        {
            var pushes = new List<double>();
            var drains = new List<double>();
            for (var round = 0; round < 4; round++)
            {
                GC.Collect();
                pushes.Add((await Push(product, world, author, Posts)).TotalNanoseconds / Posts / followers.Length);
                var drain = Stopwatch.StartNew();
                foreach (var some in followers.Chunk(256))
                {
                    await Task.WhenAll(some.Select(reader => product.Grains.GetGrain<IFeedGrain>(reader).Grew()));
                }
                drains.Add(drain.Elapsed.TotalNanoseconds / Posts / followers.Length);
            }
            report.Say($"fan-out to {name} awake of 100,000, per insert: the registry", pushes[1..], "ns", "≤ 200 ns");
            report.Say($"… and the feed, which takes in {Posts} at once, trimmed", drains[1..], "ns");
        }
    }

    private static async Task<TimeSpan> Push(BenchProduct product, FeedWorld world, long author, int posts)
    {
        var buckets = product.Service<IOptions<FeedOptions>>().Value.Buckets;
        var took = TimeSpan.Zero;
        for (var i = 0; i < posts; i++)
        {
            var push = new FeedPush(world.NewPost(author, TimeProvider.System.GetUtcNow().AddSeconds(i)), author, null);
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, buckets).Select(
                bucket => product.Grains.GetGrain<IAwakeFeedsGrain>(bucket).Push(push)));
            took += watch.Elapsed;
        }
        return took;
    }

    /// <summary>The whole way: the fact on its stream, the fan-out, and each follower's feed read again.</summary>
    private static async Task Visible(
        Report report, BenchProduct product, FeedWorld world, long author, long[] followers)
    {
        var (visible, read) = (new List<double>(), new List<double>());
        var cells = product.Service<FeedCells>();
        for (var round = 0; round < 20; round++)
        {
            var post = world.NewPost(author, TimeProvider.System.GetUtcNow().AddMinutes(1 + round));
            var before = followers.Select(reader => cells.Find(reader)!.Version).ToArray();
            var watch = Stopwatch.StartNew();
            await product.Service<IClusterClient>().GetStreamProvider(Streams.Provider)
                .GetStream<PostPublished>(StreamId.Create(Streams.Posts, author))
                .OnNextAsync(new PostPublished(post, post, author));
            for (var i = 0; i < followers.Length;)
            {
                if (cells.Find(followers[i])!.Version != before[i])
                {
                    i++;
                }
                else
                {
                    await Task.Yield();
                }
            }
            visible.Add(watch.Elapsed.TotalMilliseconds);
            foreach (var some in followers.Chunk(256))
            {
                var pages = await Task.WhenAll(some.Select(reader =>
                    product.Grains.GetGrain<IFeedGrain>(reader).GetPage(FeedOrder.Latest, null, 1)));
                if (pages.Any(page => page.PostIds[0] != post))
                {
                    throw new InvalidOperationException("A feed does not have the post.");
                }
            }
            read.Add(watch.Elapsed.TotalMilliseconds);
        }
        report.Say("a post is in what 10,000 awake followers read next", visible, "ms", "p99 ≤ 250 ms");
        report.Say("… and all of them have read it", read, "ms");
    }
}
