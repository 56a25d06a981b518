using Instagram.Bench.Load;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>
/// What the product's heap grows by for each feed that wakes, with everything that comes with it: session, activation,
/// registration. Collected before and after, so that garbage does not count.
/// </summary>
internal static class MemoryBench
{
    private const int Readers = 6_000;
    private const int ReadersWhenQuick = 2_000;

    public static async Task Run(Report report, Contenders contenders, HttpClient http, bool isQuick)
    {
        var product = contenders.Product;
        var world = contenders.World;
        var readers = SpeedWorld.Others.Take(isQuick ? ReadersWhenQuick : Readers).ToList();
        var (before, residentBefore) = await product.HeldKilobytes();
        await SpeedBench.Wake(
            http, new Uri(product.Address, FeedVariants.Path), [.. readers.Select(at => world.Tokens[at])]);
        var (after, residentAfter) = await product.HeldKilobytes();
        report.Add(new GoalRow(
            "memory of an awake feed, all in", (after - before) / readers.Count, "KB", Goal.AtMost(16),
            $"{readers.Count:#,0} feeds of {world.MeanEntries(readers):0} entries on average; heap "
            + $"{before / 1024:0} → {after / 1024:0} MB, "
            + $"resident {residentBefore / 1024:0} → {residentAfter / 1024:0} MB"));
    }
}
