using Instagram.Bench.Load;
using Instagram.Bench.Speed;

namespace Instagram.Bench.Growth;

/// <summary>
/// What the product's heap grows by, collected, with the feeds that have been read: session, activation, registration,
/// timeline, front. Some have read before, so that what is there once for all is not counted. Waking them is a load of
/// its own: what a feed's first page takes when many wake.
/// </summary>
internal static class MemoryGrowth
{
    private const int Authors = 4_000;
    private const int PostsEach = 50;
    private const int Followees = 40;
    private const int ManyFollowees = 200;
    private const int WarmUps = 2_000;
    private const int ReadersOfMany = 2_000;
    private const int AtOnce = 2_000;

    private static readonly int[] Sizes = [1_000, 3_000, 10_000, 30_000, 100_000];
    private static readonly int[] SizesWhenQuick = [300, 1_000, 3_000];

    public static async Task<IReadOnlyList<Panel>> Run(Report report, bool isQuick)
    {
        var sizes = isQuick ? SizesWhenQuick : Sizes;
        var (first, readers, many) = (Array.Empty<string>(), Array.Empty<string>(), Array.Empty<string>());
        var authorIds = Array.Empty<long>();
        await using var store = await GrowthStore.Make();
        await store.Fill(async (people, bulk) =>
        {
            var authors = await people.Join(Authors, areSignedIn: false);
            authorIds = [.. authors.Select(author => author.Id)];
            await people.Post(authors, PostsEach, withPictures: true);
            first = await Add(WarmUps, Followees);
            readers = await Add(sizes[^1], Followees);
            many = await Add(ReadersOfMany, ManyFollowees);
            await bulk.Settle(CancellationToken.None);

            async Task<string[]> Add(int count, int followees)
            {
                var some = await people.Join(count);
                await bulk.AddFollows([.. people.Follows(some, authors, followees)], CancellationToken.None);
                return [.. some.Select(one => one.Token)];
            }
        });
        await using var product = await store.Start();
        // Who is followed by many is in memory on a machine that has run for a while.
        await Errand.Run(
            "authors", product,
            [.. authorIds.Select((id, at) => RequestBytes.Get($"/api/v1/users/{id}/posts", first[at % first.Length]))]);
        await Read(product, first);
        var (before, heaps, resident) = (await product.HeldKilobytes(), new List<CurvePoint>(), new List<CurvePoint>());
        var each = new List<CurvePoint>();
        var awake = 0;
        LoadRow? wakes = null;
        foreach (var size in sizes)
        {
            wakes = await Read(product, readers[awake..size]);
            awake = size;
            var held = await product.HeldKilobytes();
            heaps.Add(new CurvePoint(size, (held.Heap - before.Heap) / 1024));
            resident.Add(new CurvePoint(size, held.Resident / 1024));
            each.Add(new CurvePoint(size, (held.Heap - before.Heap) / size));
        }
        report.Add(wakes!);
        var last = await product.HeldKilobytes();
        await Read(product, many);
        report.Say(
            $"memory of an awake feed of {ManyFollowees} followees, all in",
            ((await product.HeldKilobytes()).Heap - last.Heap) / many.Length, "KB");
        return
        [
            new Panel($"Memory of awake feeds of {Followees} followees", "awake feeds", [
                new Curve("heap, grown by", "MB", "n", heaps),
                new Curve("KB a feed", "KB", "n", each, IsFitted: false),
                new Curve("the process", "MB", "n", resident, IsFitted: false)]),
        ];
    }

    /// <summary>What the last of them took.</summary>
    private static async Task<LoadRow> Read(ProductProcess product, string[] tokens)
    {
        LoadRow? row = null;
        foreach (var some in tokens.Chunk(AtOnce))
        {
            row = await Errand.Run(
                "first page of a sleeping feed", product,
                [.. some.Select(token => RequestBytes.Get(FeedVariants.Path, token))]);
        }
        return row!;
    }
}
