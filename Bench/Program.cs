using Instagram.Bench;
using Instagram.Bench.Social;
using Instagram.Bench.Start;

// One part a line: by its name alone, or, of those that a plain ./bench runs, all after each other.
Part[] parts =
[
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
