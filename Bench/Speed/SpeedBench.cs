using Instagram.Bench.Load;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>The hot paths against the machine's limit and the textbook's designs, in one run.</summary>
internal static class SpeedBench
{
    private const int OldPosts = 800_000;
    private const int AtOnce = 16;

    /// <summary>What can be measured alone, in the order in which all of it is.</summary>
    public static readonly IReadOnlyList<string> Steps =
        ["wake", "reads", "amid", "writes", "rare", "memory", "visible"];

    public static async Task Run(Report report, bool isQuick, IReadOnlyCollection<string> steps)
    {
        using var http = new HttpClient();
        var oldPosts = isQuick ? 0 : OldPosts;
        await using var contenders = await Contenders.StartProduct(oldPosts);
        var tokens = contenders.World.Tokens;
        var feed = new Uri(contenders.Product.Address, FeedVariants.Path);
        // The first of all, while nobody is in memory.
        if (steps.Contains("wake"))
        {
            await WakeBench.Run(report, contenders, http, contenders.World.Posts.Count + oldPosts);
        }
        await contenders.StartOthers(await Page.Read(http, feed, tokens[SpeedWorld.Plain.First()]));
        await Wake(http, feed, [.. SpeedWorld.Plain.Concat(SpeedWorld.Fans).Select(at => tokens[at])]);

        // Long enough for what is kept for seconds to go and come again; when quick, there is no time for that.
        var rounds = isQuick ? new Rounds(3, 1, 1) : new Rounds(3, 12, 3);
        double? peak = steps.Contains("reads") ? await FeedBench.Run(report, contenders, http, rounds) : null;
        if (steps.Contains("amid"))
        {
            await PacedBench.Run(report, contenders, peak ?? await FeedBench.Peak(contenders, http), isQuick);
        }
        if (steps.Contains("writes"))
        {
            await WriteBench.Run(report, contenders, http, rounds);
        }
        if (steps.Contains("rare"))
        {
            await RareReadBench.Run(report, contenders);
        }
        if (steps.Contains("memory"))
        {
            await MemoryBench.Run(report, contenders, http, isQuick);
        }
        if (steps.Contains("visible"))
        {
            await VisibleBench.Run(report, contenders, http, isQuick);
        }
    }

    /// <summary>Each of them reads once.</summary>
    public static async Task Wake(HttpClient http, Uri feed, IReadOnlyList<string> tokens) =>
        await Parallel.ForEachAsync(
            tokens, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (token, _) => await Page.Read(http, feed, token));
}
