using Instagram.Bench.Load;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>Feed reads at half the rate of the peak, alone, and while others publish and upload.</summary>
internal static class PacedBench
{
    private const int PostsPerSecond = 200;
    private const int Photos = 50;
    private const int PhotosWhenQuick = 10;
    private const int PhotosAtOnce = 4;
    private const int Publishers = 16;

    /// <summary>
    /// A host that has just started compiles what it runs for the first time; that is not measured. It has warmed up
    /// when compiling takes little of a round of this many posts.
    /// </summary>
    private const int WarmUpPosts = 1_200;
    private const int MostWarmUps = 4;
    private const double WarmShare = 0.02;
    private const int Created = 201;
    private const double PeakShare = 0.5;

    public static async Task Run(Report report, Contenders contenders, double peak, bool isQuick)
    {
        var (product, tokens) = (contenders.Product.Address, contenders.World.Tokens);
        var reads = SpeedWorld.Plain.Select(at => RequestBytes.Get(FeedVariants.Path, tokens[at])).ToArray();
        var rate = peak * PeakShare;
        var duration = TimeSpan.FromSeconds(isQuick ? 4 : 12);
        await PacedClient.Run(product, Read, rate, TimeSpan.FromSeconds(1));

        var alone = await PacedClient.Run(product, Read, rate, duration);
        Add(
            "feed read at half the peak: p99", alone, 5,
            $"{rate:#,0} a second, p50 {alone.P50:0.00} ms{alone.Failures}");

        var warmUp = TimeSpan.FromSeconds(WarmUpPosts / (double)PostsPerSecond);
        for (var warmUps = 0; warmUps < (isQuick ? 1 : MostWarmUps); warmUps++)
        {
            var compiled = await Compiled();
            await Task.WhenAll(PublishAll(warmUp.TotalSeconds), PacedClient.Run(product, Read, rate / 2, warmUp));
            if (await Compiled() - compiled < WarmShare * warmUp.TotalSeconds)
            {
                break;
            }
        }
        var photo = Photo.Make();
        var uploads = Upload(contenders, photo, isQuick ? PhotosWhenQuick : Photos);
        var publishing = PublishAll(duration.TotalSeconds);
        var amid = await PacedClient.Run(product, Read, rate, duration);
        var processed = uploads.Count(upload => upload.IsCompletedSuccessfully);
        var published = await publishing;
        await Task.WhenAll(uploads);
        Add(
            $"the same while {PostsPerSecond} posts/s fan out and photos are processed: p99", amid, 20,
            $"p50 {amid.P50:0.00} ms{amid.Failures}; {processed} of {uploads.Count} photos done by then, "
            + $"publishing p99 {published.P99:0} ms{published.Failures}");

        async Task<double> Compiled() =>
            (await contenders.Product.Metrics())["dotnet_jit_compilation_time_seconds_total"];

        byte[] Read(int at) => reads[at % reads.Length];

        Task<PacedOutcome> PublishAll(double seconds)
        {
            var posts = Enumerable.Range(0, (int)(PostsPerSecond * seconds))
                .Select(_ => Publish(contenders)).ToArray();
            return PacedClient.Run(
                product, at => posts[at], PostsPerSecond, TimeSpan.FromSeconds(seconds), Created, Publishers);
        }

        void Add(string what, PacedOutcome outcome, double goal, string note) =>
            report.Add(new GoalRow(what, outcome.P99, "ms", Goal.AtMost(goal), note));
    }

    private static byte[] Publish(Contenders contenders)
    {
        var (owner, medium) = contenders.NextMedium();
        return RequestBytes.PostJson(
            "/api/v1/posts", contenders.World.Tokens[owner],
            $$"""{"mediaIds":["{{medium.Id}}"],"caption":"quiet morning"}""");
    }

    /// <summary>A few at a time, each from the first request to its variants.</summary>
    private static List<Task> Upload(Contenders contenders, byte[] photo, int count)
    {
        var free = new SemaphoreSlim(PhotosAtOnce);
        return [.. SpeedWorld.Fans.Take(count).Select(async owner =>
        {
            await free.WaitAsync();
            try
            {
                await contenders.Client.Upload(photo, contenders.Account(owner), default);
            }
            finally
            {
                free.Release();
            }
        })];
    }
}
