using System.Diagnostics;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;

namespace Instagram.Bench.FanOut;

/// <summary>How long the first read of a sleeping feed of 200 followees takes, one after the other.</summary>
internal static class WakeCost
{
    private const int Followees = 200;
    private const int Readers = 300;

    public static async Task Run(Report report, BenchProduct product, FeedWorld world, long[] authors, int stored)
    {
        var (cold, warm) = (world.People(Readers), world.People(Readers));
        await world.Store(world.Follows(cold, authors, Followees));
        var active = authors[..1_000];
        await world.Store(world.Follows(warm, active, Followees));
        await world.Settle();
        var fromStore = await Wake(product, cold);
        foreach (var some in active.Chunk(64))
        {
            await Task.WhenAll(some.Select(author =>
                product.Grains.GetGrain<IAuthorGrain>(author).GetPosts(long.MaxValue, 1)));
        }
        var fromMemory = await Wake(product, warm);
        report.Say($"wake of {Followees} followees, {stored:N0} posts stored: the store", fromStore, "ms", "≤ 5 ms");
        report.Say("… their authors in memory", fromMemory, "ms", "≤ 0.2 ms");
    }

    private static async Task<IReadOnlyCollection<double>> Wake(BenchProduct product, long[] readers)
    {
        var took = new List<double>();
        foreach (var reader in readers)
        {
            var watch = Stopwatch.StartNew();
            await product.Grains.GetGrain<IFeedGrain>(reader).GetPage(FeedOrder.Latest, null, 20);
            took.Add(watch.Elapsed.TotalMilliseconds);
        }
        // The first ones prepare statements.
        return took[50..];
    }
}
