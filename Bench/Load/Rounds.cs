namespace Instagram.Bench.Load;

/// <summary>
/// Runs variants in turn, A B C A B C, so that what else the machine does meets all of them alike, and takes the median
/// of each one's rounds.
/// </summary>
internal sealed class Rounds(int count, double seconds, double warmUpSeconds)
{
    public async Task<IReadOnlyDictionary<Variant, LoadRow>> Run(Report report, params IReadOnlyList<Variant> variants)
    {
        foreach (var variant in variants)
        {
            await Wrk.WarmUp(variant.Server, variant.Script, warmUpSeconds, ["0", .. variant.Arguments]);
        }
        var measured = variants.ToDictionary(variant => variant, _ => new List<LoadRow>());
        for (var round = 1; round <= count; round++)
        {
            foreach (var variant in variants)
            {
                measured[variant].Add(await Measure(variant, round));
            }
        }
        var rows = new Dictionary<Variant, LoadRow>();
        foreach (var variant in variants)
        {
            report.Add(rows[variant] = Median(variant.What, measured[variant]));
        }
        return rows;
    }

    private async Task<LoadRow> Measure(Variant variant, int round)
    {
        await variant.Before();
        var (cpu, beside, allocated) = (variant.Cpu(), variant.BesideCpu?.Invoke(), await variant.Allocated());
        var outcome = await Wrk.Run(variant.Server, variant.Script, seconds, [$"{round}", .. variant.Arguments]);
        return new LoadRow(
            variant.What, outcome.RequestsPerSecond, outcome.P50Milliseconds, outcome.P99Milliseconds,
            (variant.Cpu() - cpu) / outcome.Requests, (variant.BesideCpu?.Invoke() - beside) / outcome.Requests,
            (await variant.Allocated() - allocated) / outcome.Requests, (double)outcome.Bytes / outcome.Requests);
    }

    private static LoadRow Median(string what, List<LoadRow> rounds) => new(
        what,
        Percentile.Median(rounds.Select(row => row.RequestsPerSecond)),
        Percentile.Median(rounds.Select(row => row.P50Milliseconds)),
        Percentile.Median(rounds.Select(row => row.P99Milliseconds)),
        Percentile.Median(rounds.Select(row => row.Cpu)),
        rounds[0].BesideCpu is null ? null : Percentile.Median(rounds.Select(row => row.BesideCpu!.Value)),
        Percentile.Median(rounds.Select(row => row.AllocatedBytes!.Value)),
        Percentile.Median(rounds.Select(row => row.AnswerBytes!.Value)));
}
