using System.Diagnostics;
using Instagram.Grains.Feed;

namespace Instagram.Bench;

/// <summary>How long the first read of a sleeping feed takes, for a reader of 200 people with 50 posts each.</summary>
internal static class WakeBench
{
    private const int Followees = 200;
    private const int PostsEach = 50;
    private const int Readers = 40;
    private const int PageSize = 20;

    public static async Task Run(BenchProduct product, World world, Report report)
    {
        var followees = await world.Accounts(Followees);
        for (var i = 0; i < followees.Length; i++)
        {
            await world.Posts(followees[i], PostsEach, newest: i);
        }
        var readers = await world.Accounts(Readers);
        await world.Follow(readers.SelectMany(reader => followees.Select(followee => (reader, followee))));

        var feeds = product.Service<FeedReader>();
        var woken = new List<double>();
        var filled = new List<double>();
        var again = new List<double>();
        foreach (var (reader, isWhole) in readers.Select((reader, at) => (reader, at % 2 == 1)))
        {
            var watch = Stopwatch.StartNew();
            if (isWhole)
            {
                await feeds.Read(reader, FeedOrder.Ranked, null, PageSize, CancellationToken.None);
                filled.Add(watch.Elapsed.TotalMilliseconds);
            }
            else
            {
                await product.Grains.GetGrain<IFeedGrain>(reader).GetPage(FeedOrder.Ranked, null, PageSize);
                woken.Add(watch.Elapsed.TotalMilliseconds);
            }
            watch.Restart();
            await feeds.Read(reader, FeedOrder.Ranked, null, PageSize, CancellationToken.None);
            again.Add(watch.Elapsed.TotalMilliseconds);
        }
        report.Add($"a feed of {Followees} followees wakes and is ranked", woken, "≤ 50 ms");
        report.Add("… with its first page of 20 posts", filled, "≤ 50 ms");
        report.Add("a page of 20 posts of an awake feed, ranked anew", again, "");
    }
}
