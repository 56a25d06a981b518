using System.Diagnostics;
using Instagram.Bench.Load;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>
/// The first read of a sleeping feed of 200 followees, one at a time on one connection: what it takes beyond a read of
/// the feed once it is awake. Of each pair of readers the first finds nothing of these authors in memory, the second
/// everything.
/// </summary>
internal static class WakeBench
{
    private const int AwakeReads = 5;

    public static async Task Run(Report report, Contenders contenders, HttpClient http, int storedPosts)
    {
        var (stored, remembered) = (new List<double>(), new List<double>());
        var feed = new Uri(contenders.Product.Address, FeedVariants.Path);
        // A host that has just started compiles what it runs for the first time; that is not measured.
        foreach (var reader in SpeedWorld.Early)
        {
            await Page.Read(http, feed, contenders.World.Tokens[reader]);
        }
        foreach (var (first, second) in SpeedWorld.Wakers)
        {
            foreach (var (reader, took) in ((int, List<double>)[])[(first, stored), (second, remembered)])
            {
                // The session is looked up before: signing in is no part of waking.
                await contenders.Client.Get("users/me", contenders.Account(reader), default);
                var token = contenders.World.Tokens[reader];
                var woken = await Time(http, feed, token);
                var awake = new List<double>();
                for (var again = 0; again < AwakeReads; again++)
                {
                    awake.Add(await Time(http, feed, token));
                }
                took.Add(Math.Max(0, woken - Percentile.Median(awake)));
            }
        }
        Add("from the store", stored, 5);
        Add("authors in memory", remembered, 0.2);

        void Add(string what, List<double> took, double goal)
        {
            var sorted = took.Order().ToArray();
            report.Add(new GoalRow(
                $"wake of a feed of 200 followees, {what}, {storedPosts:#,0} posts stored: p50",
                Percentile.Of(sorted, 0.5), "ms", Goal.AtMost(goal),
                $"beyond a read of it awake, over HTTP; p99 {Percentile.Of(sorted, 0.99):0.0} ms"));
        }
    }

    private static async Task<double> Time(HttpClient http, Uri feed, string token)
    {
        var watch = Stopwatch.StartNew();
        await Page.Read(http, feed, token);
        return watch.Elapsed.TotalMilliseconds;
    }
}
