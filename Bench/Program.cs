using Instagram.Bench;

var report = new Report(args.Contains("social") ? "./bench social" : "./bench");
if (args.Contains("social"))
{
    await using var product = await BenchProduct.Start();
    await SocialBench.Run(product, report);
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
