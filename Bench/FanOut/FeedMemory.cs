using Instagram.Grains.Feed;
using Microsoft.Extensions.Options;

namespace Instagram.Bench.FanOut;

/// <summary>
/// Memory of feeds of 800 entries and 200 followees that were read: grain, registry, index, timeline, order.
/// </summary>
internal static class FeedMemory
{
    private const int Readers = 10_000;
    private const int Followees = 200;

    public static async Task Run(Report report, BenchProduct product, FeedWorld world, long[] authors)
    {
        var grains = product.Grains;
        var readers = world.People(Readers);
        await world.Store(world.Follows(readers, authors, Followees));
        await world.Settle();
        // What is there once, however many feeds are awake.
        var first = world.People(1);
        await world.Store(world.Follows(first, authors, Followees));
        await Wake(first);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Wake(readers);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        report.Say(
            $"memory of an awake feed of {product.Service<IOptions<FeedOptions>>().Value.Capacity} entries",
            (after - before) / 1024d / Readers, "KB", "≤ 16 KB");
        await Wake(readers);
        report.Say(
            "… read again", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024d / Readers, "KB");

        async Task Wake(long[] some)
        {
            foreach (var chunk in some.Chunk(64))
            {
                await Task.WhenAll(chunk.Select(reader =>
                    grains.GetGrain<IFeedGrain>(reader).GetPage(FeedOrder.Ranked, null, 20)));
            }
        }
    }
}
