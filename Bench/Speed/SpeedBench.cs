using Instagram.Bench.Load;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>The hot paths against the machine's limit and the textbook's designs, in one run.</summary>
internal static class SpeedBench
{
    private const int OldPosts = 800_000;
    private const int AtOnce = 16;

    public static async Task Run(Report report, bool isQuick)
    {
        using var http = new HttpClient();
        await using var contenders = await Contenders.StartProduct(isQuick ? 0 : OldPosts);
        var tokens = contenders.World.Tokens;
        var feed = new Uri(contenders.Product.Address, FeedVariants.Path);
        var page = await Page.Read(http, feed, tokens[SpeedWorld.Plain.First()]);
        await contenders.StartOthers(page);
        await Wake(http, feed, [.. SpeedWorld.Plain.Concat(SpeedWorld.Fans).Select(at => tokens[at])]);
        var rounds = isQuick ? new Rounds(3, 1, 1) : new Rounds(3, 4, 3);
        await FeedBench.Run(report, contenders, http, rounds);
    }

    /// <summary>Each of them reads once.</summary>
    public static async Task Wake(HttpClient http, Uri feed, IReadOnlyList<string> tokens) =>
        await Parallel.ForEachAsync(
            tokens, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (token, _) => await Page.Read(http, feed, token));
}
