using Instagram.Bench;

var report = new Report();
await StartBench.Run(report);
await using (var product = await BenchProduct.Start())
{
    var world = new World(product);
    await FanOutBench.Run(product, world, report);
    await WakeBench.Run(product, world, report);
}
report.Print(Console.Out);
if (args is ["--write", var directory])
{
    report.Write(directory);
}
