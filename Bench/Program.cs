using Instagram.Bench.FanOut;
using Instagram.Bench.Growth;
using Instagram.Bench.Media;
using Instagram.Bench.Micro;
using Instagram.Bench.Serving;
using Instagram.Bench.Soak;
using Instagram.Bench.Social;
using Instagram.Bench.Speed;
using Instagram.Bench.Start;
using Instagram.Bench.Textbook;

namespace Instagram.Bench;

internal static class Program
{
    /// <summary>
    /// One part a line: by its name alone, or, of those that are usual, all after each other with a plain ./bench.
    /// </summary>
    private static readonly Part[] Parts =
    [
        new("speed", IsUsual: true, (report, isQuick) => SpeedBench.Run(report, isQuick, SpeedBench.Steps)),
        .. SpeedBench.Steps.Select(step => new Part(
            step, IsUsual: false, (report, isQuick) => SpeedBench.Run(report, isQuick, [step]))),
        new("feeds", IsUsual: true, FeedMeasures.Run),
        new("pictures", IsUsual: true, MediaBench.Render),
        new("share", IsUsual: false, MediaBench.Share),
        new("media", IsUsual: false, MediaBench.Serve),
        new("growth", IsUsual: false, (report, isQuick) => GrowthBench.Run(report, isQuick, GrowthBench.Steps)),
        .. GrowthBench.Steps.Select(step => new Part(
            step, IsUsual: false, (report, isQuick) => GrowthBench.Run(report, isQuick, [step]))),
        new("soak", IsUsual: false, SoakBench.Run),
        new("start", IsUsual: false, StartBench.Run),
        new("social", IsUsual: false, SocialBench.Run),
        new("micro", IsUsual: false, MicroBench.Run),
    ];

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [Served.Argument, LimitServer.Name, var tokens, var page]:
                await LimitServer.Run(tokens, page);
                return 0;
            case [Served.Argument, RedisServer.Name, var tokens, var socketPath]:
                await RedisServer.Run(tokens, socketPath);
                return 0;
            case [Served.Argument, PostgresServer.Name, var tokens, var connectionString]:
                await PostgresServer.Run(tokens, connectionString);
                return 0;
            default:
                return await Measure(args);
        }
    }

    private static async Task<int> Measure(string[] args)
    {
        var names = Parts.Select(part => part.Name).ToArray();
        if (Arguments.Parse(args, names) is not { } arguments)
        {
            await Console.Error.WriteLineAsync(
                $"Usage: ./bench [--quick] [--minutes N] [{string.Join(" | ", names)}] ...");
            return 2;
        }
        var report = new Report(arguments.CommandLine, arguments.IsQuick);
        var isWhole = true;
        foreach (var part in Parts.Where(arguments.Runs))
        {
            isWhole &= await Run(part, report, arguments);
        }
        report.Print(Console.Out);
        if (isWhole && arguments.WriteTo is { } directory)
        {
            await report.Write(directory);
        }
        return isWhole ? 0 : 1;
    }

    /// <summary>A part that fails leaves what it has measured, and the others their turn.</summary>
    private static async Task<bool> Run(Part part, Report report, Arguments arguments)
    {
        try
        {
            await part.Run(report, arguments);
            return true;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"{part.Name} failed: {failure}");
            return false;
        }
    }
}
