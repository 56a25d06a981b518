using System.Diagnostics;
using Instagram.Bench.Load;
using Instagram.Storage.Bulk;

namespace Instagram.Bench.Growth;

/// <summary>
/// The first read of a sleeping feed, one after the other on one connection, of one post, since what 20 take is no part
/// of waking: by the posts in the store, which come with authors of 50 posts each, and by how many are followed. Of two
/// who follow the same people the second reads what the first has read just before.
/// </summary>
internal static class WakeGrowth
{
    private const string Path = "/api/v1/feed?order=latest&limit=1";
    private const string Me = "/api/v1/users/me";
    private const string PublishedIndex = "posts_published";
    private const int Followees = 200;
    private const int PostsEach = 50;
    private const int Pairs = 300;
    private const int PairsOfMany = 40;
    private const int WarmUps = 400;
    private const int FolloweesAt = 1_000_000;

    private static readonly int[] Stored = [10_000, 100_000, 1_000_000, 10_000_000];
    private static readonly int[] Followed = [10, 30, 100, 300, 1_000, 3_000, 7_500];

    public static async Task<IReadOnlyList<Panel>> Run(Report report, bool isQuick)
    {
        var (cold, warm) = (new List<(int Size, LoadRow Row)>(), new List<(int Size, LoadRow Row)>());
        var (pages, rows) = (new List<CurvePoint>(), new List<CurvePoint>());
        var followed = new List<(int Size, LoadRow Row)>();
        var (posts, copying) = (0, TimeSpan.Zero);
        var authors = new List<GrowthPeople.Person>();
        var before = new IndexUse(0, 0, 0);
        await using var store = await GrowthStore.Make();
        foreach (var size in isQuick ? Stored[..3] : Stored)
        {
            var (warmUps, pairs) = (Array.Empty<Pair>(), Array.Empty<Pair>());
            var many = new Dictionary<int, Pair[]>();
            await store.Fill(async (people, bulk) =>
            {
                var fresh = await people.Join((size - posts) / PostsEach, areSignedIn: false);
                var watch = Stopwatch.StartNew();
                await people.Post(fresh, PostsEach, withPictures: false);
                (posts, copying) = (size, copying + watch.Elapsed);
                authors.AddRange(fresh);
                warmUps = await Add(people, bulk, WarmUps, Followees);
                pairs = await Add(people, bulk, Pairs, Followees);
                foreach (var count in size == FolloweesAt ? Followed : [])
                {
                    many[count] = await Add(people, bulk, PairsOfMany, count);
                }
                await bulk.Analyze(CancellationToken.None);
            });
            await store.Look(async figures => before = await figures.UseOf(PublishedIndex, CancellationToken.None));
            await using (var product = await store.Start())
            {
                // Many at a time, so that the code is compiled for good.
                await Wake(product, "warm-up", warmUps, Wrk.Connections);
                var (first, second) = await Wake(product, $"{size:#,0} posts stored", pairs);
                (cold, warm) = ([.. cold, (size, first)], [.. warm, (size, second)]);
                foreach (var (count, some) in many)
                {
                    followed.Add((count, (await Wake(product, $"{count:#,0} followees", some)).First));
                }
            }
            await store.Look(async figures =>
            {
                var use = await figures.UseOf(PublishedIndex, CancellationToken.None);
                var searches = (double)(use.Searches - before.Searches);
                pages.Add(new CurvePoint(size, (use.Pages - before.Pages) / searches));
                rows.Add(new CurvePoint(size, (use.Rows - before.Rows) / searches));
            });

            async Task<Pair[]> Add(GrowthPeople people, BulkStore bulk, int count, int followees)
            {
                var (first, second) = (await people.Join(count), await people.Join(count));
                GrowthPeople.Person[] from = [.. authors];
                var edges = first.Zip(second).SelectMany(pair =>
                {
                    var one = people.Follows([pair.First], from, followees).ToArray();
                    return one.Concat(one.Select(edge => edge with { From = pair.Second.Id }));
                });
                await bulk.AddFollows([.. edges], CancellationToken.None);
                return [.. first.Zip(second, (one, other) => new Pair(one.Token, other.Token))];
            }
        }
        report.Say("the generator", posts / copying.TotalSeconds, "posts/s", "≥ 50,000");
        return
        [
            new Panel("Wake of a feed", "posts stored", [
                Curve("from the store: p50", "ms", cold, row => row.P50Milliseconds),
                Curve("a second reader of the same: p50", "ms", warm, row => row.P50Milliseconds),
                Curve("from the store: p99", "ms", cold, row => row.P99Milliseconds) with { IsFitted = false },
                Curve("from the store: CPU", "µs", cold, row => row.AllCpu) with { IsFitted = false },
                new Curve("pages of the index a search", "", "n", pages, IsFitted: false),
                new Curve("rows of the table a search", "", "n", rows, IsFitted: false)]),
            new Panel($"Wake of a feed, {FolloweesAt:#,0} posts", "followees", [
                Curve("from the store: p50", "ms", followed, row => row.P50Milliseconds),
                Curve("from the store: p99", "ms", followed, row => row.P99Milliseconds) with { IsFitted = false },
                Curve("from the store: CPU", "µs", followed, row => row.AllCpu) with { IsFitted = false }]),
        ];
    }

    private static Curve Curve(
        string what, string unit, List<(int Size, LoadRow Row)> rows, Func<LoadRow, double> value) =>
        new(what, unit, "n", [.. rows.Select(one => new CurvePoint(one.Size, value(one.Row)))]);

    private static async Task<(LoadRow First, LoadRow Second)> Wake(
        ProductProcess product, string what, Pair[] pairs, int connections = 1)
    {
        // The sessions are looked up before: signing in is no part of waking.
        await Errand.Run(
            what, product, [.. pairs.SelectMany(pair => (string[])[pair.First, pair.Second])
                .Select(token => RequestBytes.Get(Me, token))]);
        return (await One(pair => pair.First), await One(pair => pair.Second));

        Task<LoadRow> One(Func<Pair, string> token) => Errand.Run(
            what, product, [.. pairs.Select(pair => RequestBytes.Get(Path, token(pair)))], connections);
    }

    /// <summary>Tokens of two who follow the same people.</summary>
    private readonly record struct Pair(string First, string Second);
}
