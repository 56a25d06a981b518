using Instagram.Bench;
using Instagram.Bench.Serving;
using Instagram.Bench.Social;
using Instagram.Bench.Speed;
using Instagram.Bench.Start;
using Instagram.Bench.Textbook;

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
}

// One part a line: by its name alone, or, of those that a plain ./bench runs, all after each other.
Part[] parts =
[
    new("speed", IsUsual: true, SpeedBench.Run),
    new("start", IsUsual: false, StartBench.Run),
    new("social", IsUsual: false, SocialBench.Run),
];

var names = parts.Select(part => part.Name).ToArray();
if (Arguments.Parse(args, names) is not { } arguments)
{
    Console.Error.WriteLine($"Usage: ./bench [--quick] [{string.Join(" | ", names)}]");
    return 2;
}
var report = new Report(arguments.CommandLine);
foreach (var part in parts.Where(part => arguments.Runs(part)))
{
    await part.Run(report, arguments.IsQuick);
}
report.Print(Console.Out);
if (arguments.WriteTo is { } directory)
{
    await report.Write(directory);
}
return 0;
