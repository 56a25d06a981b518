using System.Diagnostics;
using Instagram.Bench.Load;

namespace Instagram.Bench.Start;

/// <summary>How long the product takes to be ready, the first time and later, and to stop.</summary>
internal static class StartBench
{
    private const int LaterStarts = 4;
    private const int LaterStartsWhenQuick = 1;

    public static async Task Run(Report report, bool isQuick)
    {
        var data = Directory.CreateTempSubdirectory("instagram-bench-").FullName;
        try
        {
            var first = await StartAndStop(data);
            var later = new List<(double Ready, double Stopped)>();
            for (var i = 0; i < (isQuick ? LaterStartsWhenQuick : LaterStarts); i++)
            {
                later.Add(await StartAndStop(data));
            }
            report.Add("ready on a first start", [first.Ready], "≤ 5 s");
            report.Add("ready on a later start", [.. later.Select(start => start.Ready)], "≤ 3 s");
            report.Add("stopped after SIGTERM", [first.Stopped, .. later.Select(start => start.Stopped)], "≤ 10 s");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<(double Ready, double Stopped)> StartAndStop(string data)
    {
        var watch = Stopwatch.StartNew();
        var product = await ProductProcess.Start(data);
        var ready = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        await product.DisposeAsync();
        return (ready, watch.Elapsed.TotalMilliseconds);
    }
}
