using System.Diagnostics;
using Instagram.Grains.Feed;
using Instagram.Grains.Policies;
using Instagram.Storage.Shards;

namespace Instagram.Bench.FanOut;

/// <summary>What a feed does with one post, without messages: taking it in, and ranking the newest 500.</summary>
internal static class TimelineBench
{
    private const int Inserts = 20_000_000;
    private const int Rankings = 5_000;

    public static void Run(Report report)
    {
        for (var round = 0; round < 3; round++)
        {
            var timeline = new Timeline(800);
            var fence = new FeedFence();
            fence.Reset([.. Enumerable.Range(1, 201).Select(author => (long)author << 30)]);
            var watch = Stopwatch.StartNew();
            for (var post = 1; post <= Inserts; post++)
            {
                timeline.Insert(post, post % 200);
            }
            var plain = watch.Elapsed.TotalNanoseconds / Inserts;
            watch.Restart();
            for (var post = Inserts + 1; post <= 2 * Inserts; post++)
            {
                timeline.Insert(post, fence.SlotOf((1L + (post % 201)) << 30));
            }
            var fenced = watch.Elapsed.TotalNanoseconds / Inserts;
            if (round == 2)
            {
                report.Say("timeline: a newest post taken in, the oldest trimmed", plain, "ns", "≤ 40 ns");
                report.Say("… its author looked up among 201 before", fenced, "ns");
            }
        }
        Rank(report);
    }

    private static void Rank(Report report)
    {
        var random = new Random(1);
        var now = TimeProvider.System.GetUtcNow();
        var candidates = new RankingCandidate[500];
        var authors = new int[500];
        for (var i = 0; i < candidates.Length; i++)
        {
            authors[i] = random.Next(200);
            var id = SnowflakeIds.FirstAt(now.AddMinutes(-10 * i));
            candidates[i] = new RankingCandidate(
                id, authors[i], SnowflakeIds.TimeOf(id), random.Next(1_000), random.Next(100), 0, false);
        }
        var order = new int[candidates.Length];
        for (var round = 0; round < 3; round++)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Rankings; i++)
            {
                Ranking.Order(candidates, authors, now, order);
            }
            if (round == 2)
            {
                report.Say("ranking 500 candidates", watch.Elapsed.TotalMicroseconds / Rankings, "µs", "≤ 30 µs");
                report.Say(
                    "… allocated", (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Rankings, "bytes");
            }
        }
    }
}
