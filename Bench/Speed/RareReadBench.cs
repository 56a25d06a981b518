using Instagram.Bench.Load;
using Instagram.Bench.Worlds;

namespace Instagram.Bench.Speed;

/// <summary>
/// Each of thousands of readers of awake feeds reads once, after a while in which none of them has: what people do, and
/// what nothing that is kept for seconds shortens. No goal is set for it.
/// </summary>
internal static class RareReadBench
{
    /// <summary>Longer than a feed's first page may be kept.</summary>
    private static readonly TimeSpan While = TimeSpan.FromSeconds(12);

    public static async Task Run(Report report, Contenders contenders)
    {
        var (product, tokens) = (contenders.Product, contenders.World.Tokens);
        var requests = SpeedWorld.Plain.Select(at => RequestBytes.Get(FeedVariants.Path, tokens[at])).ToArray();
        await Task.Delay(While);
        report.Add(await Errand.Run(
            $"feed, each of {requests.Length:#,0} readers once in a while", product, requests));
    }
}
