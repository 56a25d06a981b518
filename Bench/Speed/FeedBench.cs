using Instagram.Bench.Load;

namespace Instagram.Bench.Speed;

/// <summary>Reading an awake feed: requests a second, latency, processor and memory, side by side.</summary>
internal static class FeedBench
{
    /// <summary>What the product reads a second at its peak.</summary>
    public static async Task<double> Run(Report report, Contenders contenders, HttpClient http, Rounds rounds)
    {
        var variants = await FeedVariants.Make(contenders, http);
        await variants.Check();
        var rows = await rounds.Run(
            report, variants.Limit, variants.Joined, variants.Checked, variants.Product, variants.Celebrities,
            variants.RedisPassed, variants.RedisDecoded, variants.Table, variants.OnRead);
        await variants.Check();
        var (joined, product, redis) = (rows[variants.Joined], rows[variants.Product], rows[variants.RedisPassed]);
        var withToken = product.RequestsPerSecond / rows[variants.Checked].RequestsPerSecond;
        report.Add(new GoalRow(
            "feed read against frag: requests/s", product.RequestsPerSecond / joined.RequestsPerSecond, "×",
            Goal.AtLeast(0.75), $"{withToken:0.00} × of frag with the token check"));
        report.Add(new GoalRow("feed read: server CPU", product.AllCpu, "µs", Goal.AtMost(22)));
        report.Add(new GoalRow(
            "feed read against textbook Redis: requests/s", product.RequestsPerSecond / redis.RequestsPerSecond, "×",
            Goal.AtLeast(2)));
        report.Add(new GoalRow(
            "feed read against textbook Redis: CPU", product.AllCpu / redis.AllCpu, "×", Goal.AtMost(0.4)));
        report.Add(new GoalRow(
            "feed read against textbook Redis: p99", product.P99Milliseconds / redis.P99Milliseconds, "×",
            Goal.AtMost(1)));
        report.Add(new GoalRow(
            "feed with 10 celebrities followed, against none",
            rows[variants.Celebrities].RequestsPerSecond / product.RequestsPerSecond, "×", Goal.AtLeast(0.6)));
        report.AddPicture("feed.svg", FeedChart.Draw(
            "20 posts a page, 64 connections, one machine. Pages a second · CPU for a page · against the product.",
            product with { What = "Instagram.Orleans" }, [rows[variants.Limit], joined],
            [redis, rows[variants.RedisDecoded], rows[variants.Table], rows[variants.OnRead]]));
        return product.RequestsPerSecond;
    }

    /// <summary>The same, of the product alone and roughly.</summary>
    public static async Task<double> Peak(Contenders contenders, HttpClient http)
    {
        var variants = await FeedVariants.Make(contenders, http);
        var rows = await new Rounds(1, 3, 3).Run(new Report("peak"), variants.Product);
        return rows[variants.Product].RequestsPerSecond;
    }
}
