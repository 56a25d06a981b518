using System.Diagnostics;
using System.Globalization;
using Instagram.Bench.Load;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>
/// From the request that publishes a post of somebody with 10,000 followers, all of them awake (fewer when quick), to
/// the first read of a follower that shows it. Some are looked at, others for each post, each asking until it is there.
/// </summary>
internal static class VisibleBench
{
    private const int Posts = 20;
    private const int PostsWhenQuick = 6;
    private const int WarmUps = 2;
    private const int FollowersWhenQuick = 4_000;
    private const int Looked = 64;
    private const int Seed = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task Run(Report report, Contenders contenders, HttpClient http, bool isQuick)
    {
        var (world, random, took) = (contenders.World, new Random(Seed), new List<double>());
        var followers = SpeedWorld.StarFollowers.Take(isQuick ? FollowersWhenQuick : int.MaxValue).ToArray();
        var feed = new Uri(contenders.Product.Address, FeedVariants.Path);
        await SpeedBench.Wake(http, feed, [.. followers.Select(at => world.Tokens[at])]);
        var star = contenders.Account(SpeedWorld.StarAt);
        for (var post = -WarmUps; post < (isQuick ? PostsWhenQuick : Posts); post++)
        {
            random.Shuffle(followers);
            var medium = world.StarMedia[post + WarmUps];
            var watch = Stopwatch.StartNew();
            var postId = Parse(await contenders.Client.Create(
                "posts", star, new { mediaIds = (string[])[$"{medium.Id}"] }, default));
            var seen = await Task.WhenAll(followers.Take(Looked).Select(at => Seen(contenders, at, postId, watch)));
            if (post >= 0)
            {
                took.AddRange(seen);
            }
        }
        var sorted = took.Order().ToArray();
        report.Add(new GoalRow(
            $"post → visible to {followers.Length:#,0} awake followers: p99", Percentile.Of(sorted, 0.99), "ms",
            Goal.AtMost(250), $"p50 {Percentile.Of(sorted, 0.5):0} ms, {sorted.Length:#,0} looked at"));
    }

    private static async Task<double> Seen(Contenders contenders, int at, long postId, Stopwatch watch)
    {
        while (watch.Elapsed < Patience)
        {
            var page = await contenders.Client.Get("feed?order=latest&limit=1", contenders.Account(at), default);
            if (page.GetProperty("posts").EnumerateArray()
                .Any(post => Parse(post.GetProperty("id").GetString()!) >= postId))
            {
                return watch.Elapsed.TotalMilliseconds;
            }
        }
        throw new InvalidOperationException($"A follower did not see the post within {Patience.TotalSeconds} s.");
    }

    private static long Parse(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
