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

    /// <summary>"render", "share" or "serve" among the arguments chooses one; otherwise all are run.</summary>
    public static async Task Run(TextWriter output, IReadOnlyCollection<string> arguments)
    {
        if (Wants("render"))
        {
            await ImageBench.Run(output, PicturesEach);
        }
        if (!Wants("share") && !Wants("serve"))
        {
            return;
        }
        await using var product = await BenchProduct.Start();
        if (Wants("share"))
        {
            await Share(output, product);
        }
        if (Wants("serve"))
        {
            await ServeBench.Run(output, product, SharpProcess.Picture());
        }

        bool Wants(string part) =>
            arguments.Contains(part) || !arguments.Intersect(["render", "share", "serve"]).Any();
    }

    private static async Task Share(TextWriter output, BenchProduct product)
    {
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
    }
}
