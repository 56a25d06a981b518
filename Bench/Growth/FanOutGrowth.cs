using System.Diagnostics;
using Instagram.Bench.FanOut;
using Instagram.Grains;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;
using Instagram.Storage.Bulk;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Bench.Growth;

/// <summary>
/// A post's way from the fact on its stream into the feeds that are awake, by how many follow its author: one in a
/// hundred of them awake, or always a hundred. The bound above which readers pull is lifted, so that all of it is
/// pushed; then it is set back, for what a post costs as the product is shipped.
/// </summary>
internal static class FanOutGrowth
{
    private const int OneAwakeOf = 100;
    private const int AwakeOfAll = 100;
    private const int PostsSpent = 200;
    private const int PostsWatched = 40;
    private const int Rounds = 5;
    private const int WarmUps = 20;
    private const int AtOnce = 256;

    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(50);

    private static readonly int[] Sizes = [10, 100, 1_000, 10_000, 100_000, 1_000_000];
    private static readonly int[] SizesWhenQuick = [10, 100, 1_000, 10_000, 100_000];

    public static async Task<IReadOnlyList<Panel>> Run(Report report, bool isQuick)
    {
        var sizes = isQuick ? SizesWhenQuick : Sizes;
        await using var product = await BenchProduct.Start();
        var options = product.Service<IOptions<FeedOptions>>().Value;
        var shipped = options.CelebrityThreshold;
        var world = new FeedWorld(product);
        var people = world.People(sizes[^1] * (OneAwakeOf + 1) / OneAwakeOf);
        long[] awake = [.. people[..sizes[^1]].Where((_, at) => at % OneAwakeOf == 0)];
        long[] asleep = [.. people.Where((_, at) => at % OneAwakeOf != 0)];
        var shared = Authors(size => people[..size], "shared");
        var @fixed = Authors(size => [.. awake.Take(AwakeOfAll), .. asleep.Take(size - AwakeOfAll)], "fixed")
            .Where(author => author.Followers.Length > AwakeOfAll).ToArray();
        var watch = Stopwatch.StartNew();
        await Store([.. shared, .. @fixed]);
        report.Say("follows of these authors are stored", watch.Elapsed.TotalSeconds, "s");
        await ForEach(awake, feed => feed.GetPage(FeedOrder.Latest, null, 1));

        options.CelebrityThreshold = int.MaxValue;
        for (var round = 0; round < WarmUps; round++)
        {
            await Spend(product, world, shared[0].Id);
            await ForEach(awake[..1], feed => feed.Grew());
        }
        var (ofShared, ofFixed) = (await Measure(shared, true), await Measure(@fixed, true));
        options.CelebrityThreshold = shipped;
        var asShipped = await Measure(shared, arePushed: false);
        var ofAll = $"{AwakeOfAll} awake";
        return
        [
            new Panel("Fan-out of a post", "followers", [
                Curve("1 % awake: CPU", "µs", ofShared, cost => cost.Cpu),
                Curve($"{ofAll}: CPU", "µs", ofFixed, cost => cost.Cpu),
                Curve($"1 % awake, pulled from {shipped:#,0} on: CPU", "µs", asShipped, cost => cost.Cpu)]),
            new Panel("Until all awake feeds have a post", "followers", [
                Curve("1 % awake: p50", "ms", ofShared, cost => cost.P50),
                Curve($"{ofAll}: p50", "ms", ofFixed, cost => cost.P50),
                Curve("1 % awake: p99", "ms", ofShared, cost => cost.P99) with { IsFitted = false },
                Curve($"{ofAll}: p99", "ms", ofFixed, cost => cost.P99) with { IsFitted = false }]),
        ];

        Author[] Authors(Func<int, long[]> followers, string name) =>
            [.. sizes.Select(size => new Author(world.People(1)[0], $"{name}{size}", followers(size)))];

        async Task Store(Author[] authors)
        {
            var store = new BulkStore(product.Service<ShardMap>());
            await store.AddUsers(
                [.. authors.Select(author => new BulkUser(author.Id, author.Name, author.Name, "", false))],
                CancellationToken.None);
            await store.AddFollows(
                [.. authors.SelectMany(author => author.Followers.Select(
                    (follower, at) => new BulkEdge(follower, author.Id, follower + at)))],
                CancellationToken.None);
            await store.Settle(CancellationToken.None);
        }

        async Task<List<Cost>> Measure(Author[] authors, bool arePushed)
        {
            var costs = new List<Cost>();
            foreach (var author in authors)
            {
                var followers = author.Followers.Intersect(awake).ToArray();
                var (cpu, visible) = (new List<double>(), new List<double>());
                for (var round = 0; round <= Rounds; round++)
                {
                    var spent = await Spend(product, world, author.Id);
                    double[] watched = arePushed ? await Watch(product, world, author.Id, followers) : [0];
                    await ForEach(followers, feed => feed.Grew());
                    if (round > 0)
                    {
                        cpu.Add(spent);
                        visible.AddRange(watched);
                    }
                }
                double[] sorted = [.. visible.Order()];
                costs.Add(new Cost(
                    author.Followers.Length, Percentile.Median(cpu), Percentile.Of(sorted, 0.5),
                    Percentile.Of(sorted, 0.99)));
            }
            return costs;
        }

        async Task ForEach(long[] readers, Func<IFeedGrain, Task> ask)
        {
            foreach (var some in readers.Chunk(AtOnce))
            {
                await Task.WhenAll(some.Select(reader => ask(product.Grains.GetGrain<IFeedGrain>(reader))));
            }
        }
    }

    /// <summary>Microseconds of processor for each of so many posts, one after the other.</summary>
    private static async Task<double> Spend(BenchProduct product, FeedWorld world, long author)
    {
        var before = Environment.CpuUsage.TotalTime;
        foreach (var post in NewPosts(world, author, PostsSpent))
        {
            await Publish(product, post);
        }
        // For what is done behind the fact.
        await Task.Delay(Behind);
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / PostsSpent;
    }

    /// <summary>Milliseconds until the last of the followers has each of so many posts.</summary>
    private static async Task<double[]> Watch(BenchProduct product, FeedWorld world, long author, long[] followers)
    {
        var cells = followers.Select(reader => product.Service<FeedCells>().Find(reader)!).ToArray();
        var visible = new List<double>();
        foreach (var post in NewPosts(world, author, PostsWatched))
        {
            var before = cells.Select(cell => cell.Version).ToArray();
            var watch = Stopwatch.StartNew();
            await Publish(product, post);
            for (var i = 0; i < cells.Length;)
            {
                if (cells[i].Version != before[i])
                {
                    i++;
                }
                else
                {
                    await Task.Yield();
                }
            }
            visible.Add(watch.Elapsed.TotalMilliseconds);
        }
        return [.. visible];
    }

    private static PostPublished[] NewPosts(FeedWorld world, long author, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        return [.. Enumerable.Range(0, count).Select(at => world.NewPost(author, now.AddMilliseconds(at)))
            .Select(post => new PostPublished(post, post, author))];
    }

    private static Task Publish(BenchProduct product, PostPublished post) => product.Service<IClusterClient>()
        .GetStreamProvider(Streams.Provider)
        .GetStream<PostPublished>(StreamId.Create(Streams.Posts, post.AuthorId)).OnNextAsync(post);

    private static Curve Curve(string what, string unit, List<Cost> costs, Func<Cost, double> value) =>
        new(what, unit, "n", [.. costs.Select(cost => new CurvePoint(cost.Followers, value(cost)))]);

    private sealed record Author(long Id, string Name, long[] Followers);

    private readonly record struct Cost(int Followers, double Cpu, double P50, double P99);
}
