using Instagram.Bench.FanOut;
using Instagram.Grains.Feed;

namespace Instagram.Bench.Media;

/// <summary>Pictures, from their files to their readers: everything that is measured of them.</summary>
internal static class MediaBench
{
    private const int PicturesEach = 8;
    private const int Followees = 50;
    private const int PostsEach = 4;
    private const int PageSize = 20;

    /// <summary>Files into variants, beside sharp.</summary>
    public static async Task Render(Report report, bool isQuick)
    {
        await using var output = new StringWriter();
        await ImageBench.Run(output, isQuick ? 2 : PicturesEach);
        report.Append(output.ToString());
    }

    /// <summary>Variants to their readers, beside bare files.</summary>
    public static async Task Serve(Report report, bool isQuick)
    {
        await using var output = new StringWriter();
        await using var product = await BenchProduct.Start();
        await ServeBench.Run(output, product, SharpProcess.Picture());
        report.Append(output.ToString());
    }

    /// <summary>What pictures in processing take from reads.</summary>
    public static async Task Share(Report report, bool isQuick)
    {
        await using var output = new StringWriter();
        await using var product = await BenchProduct.Start();
        var world = new FeedWorld(product);
        var authors = world.People(Followees);
        await world.Posts(authors, PostsEach);
        var reader = world.People(1);
        await world.Store(world.Follows(reader, authors, Followees));
        var feeds = product.Service<FeedReader>();
        await ShareBench.Run(
            output, SharpProcess.Picture(),
            () => feeds.Read(reader[0], FeedOrder.Latest, null, PageSize, CancellationToken.None),
            atOnce: 8 * Environment.ProcessorCount);
        report.Append(output.ToString());
    }
}
