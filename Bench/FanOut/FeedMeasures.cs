namespace Instagram.Bench.FanOut;

/// <summary>Fan-out, timelines and waking, inside of the product.</summary>
internal static class FeedMeasures
{
    private const int Authors = 20_000;

    public static async Task Run(Report report, bool isQuick)
    {
        TimelineBench.Run(report);
        await using var product = await BenchProduct.Start();
        var world = new FeedWorld(product);
        await FanOutCost.Run(report, product, world);
        var authors = world.People(Authors);
        var each = isQuick ? 10 : 50;
        await world.Posts(authors, each);
        await WakeCost.Run(report, product, world, authors, Authors * each);
        await FeedMemory.Run(report, product, world, authors);
    }
}
