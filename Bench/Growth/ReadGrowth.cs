using Instagram.Bench.Load;
using Instagram.Bench.Speed;

namespace Instagram.Bench.Growth;

/// <summary>
/// A page of 20 posts of an awake feed, by how many its reader follows: one that is ready; one that is ranked anew with
/// each read out of copies; and one where nothing is kept and the grains are asked, as with several silos. However many
/// are followed the feed is full.
/// </summary>
internal static class ReadGrowth
{
    private const int BusyAuthors = 1_000;
    private const int PostsOfBusy = 80;
    private const int PostsOfOthers = 5;
    private const int Readers = 64;

    private static readonly int[] Sizes = [10, 30, 100, 300, 1_000, 3_000, 7_500];
    private static readonly int[] SizesWhenQuick = [10, 100, 1_000];

    public static async Task<IReadOnlyList<Panel>> Run(Report report, bool isQuick)
    {
        var sizes = isQuick ? SizesWhenQuick : Sizes;
        var rounds = isQuick ? new Rounds(1, 1, 1) : new Rounds(3, 2, 1);
        var tokens = new Dictionary<int, string[]>();
        await using var store = await GrowthStore.Make();
        await store.Fill(async (people, bulk) =>
        {
            var authors = await people.Join(Math.Max(BusyAuthors, sizes[^1] + 1), areSignedIn: false);
            await people.Post(authors[..BusyAuthors], PostsOfBusy, withPictures: true);
            await people.Post(authors[BusyAuthors..], PostsOfOthers, withPictures: true);
            foreach (var size in sizes)
            {
                var readers = await people.Join(Readers);
                tokens[size] = [.. readers.Select(reader => reader.Token)];
                await bulk.AddFollows(
                    [.. people.Follows(readers, size > BusyAuthors ? authors : authors[..BusyAuthors], size)],
                    CancellationToken.None);
            }
            await bulk.Settle(CancellationToken.None);
        });
        var ready = await Measure(report, store, tokens, rounds, "ready");
        var anew = await Measure(report, store, tokens, rounds, "ranked anew", "--Feed:FrontSeconds", "0");
        var plain = await Measure(report, store, tokens, rounds, "nothing kept", "--Feed:OneSilo", "false");
        return
        [
            new Panel("A page of an awake feed", "followees", [
                Cpu("ready", ready), Cpu("ranked anew", anew), Cpu("nothing kept", plain),
                P99("ready", ready), P99("ranked anew", anew), P99("nothing kept", plain)]),
        ];

        static Curve Cpu(string what, List<(int Size, LoadRow Row)> rows) => new(
            $"{what}: CPU", "µs", "n", [.. rows.Select(one => new CurvePoint(one.Size, one.Row.AllCpu))]);

        static Curve P99(string what, List<(int Size, LoadRow Row)> rows) => new(
            $"{what}: p99 at 64 connections", "ms", "n",
            [.. rows.Select(one => new CurvePoint(one.Size, one.Row.P99Milliseconds))], IsFitted: false);
    }

    private static async Task<List<(int Size, LoadRow Row)>> Measure(
        Report report, GrowthStore store, Dictionary<int, string[]> tokens, Rounds rounds, string what,
        params string[] settings)
    {
        using var http = new HttpClient();
        await using var product = await store.Start(settings);
        var feed = new Uri(product.Address, FeedVariants.Path);
        var variants = new Dictionary<Variant, int>();
        foreach (var (size, readers) in tokens)
        {
            var file = Path.GetTempFileName();
            await File.WriteAllLinesAsync(file, readers);
            variants[new Variant(
                $"feed of {size:#,0} followees, {what}", product.Address, "get.lua", [file, FeedVariants.Path],
                () => ProcessCpu.Of(product.Pid), () => ProcessCpu.OfTree(product.PostgresPid), product.AllocatedBytes)
            {
                Before = () => SpeedBench.Wake(http, feed, readers),
            }] = size;
        }
        foreach (var variant in variants.Keys)
        {
            await variant.Before();
        }
        var rows = await rounds.Run(report, [.. variants.Keys]);
        foreach (var variant in variants.Keys)
        {
            File.Delete(variant.Arguments[0]);
        }
        return [.. variants.Select(one => (one.Value, rows[one.Key]))];
    }
}
