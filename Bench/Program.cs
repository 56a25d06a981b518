using Instagram.Bench;
using Instagram.Bench.Writes;

var report = new Report(args.Contains("social") ? "./bench social" : "./bench");
if (args.Contains("social"))
{
    await using var product = await BenchProduct.Start();
    await SocialBench.Run(product, report);
}
else if (args.Contains("writes"))
{
    await using var product = await BenchProduct.Start();
    await WriteBench.Run(product, report, seconds: 4);
}
else
{
    await StartBench.Run(report);
    await using var product = await BenchProduct.Start();
    var world = new World(product);
    await FanOutBench.Run(product, world, report);
    await WakeBench.Run(product, world, report);
}
report.Print(Console.Out);
if (args is ["--write", var directory, ..])
{
    report.Write(directory);
}
