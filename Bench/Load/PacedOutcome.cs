namespace Instagram.Bench.Load;

/// <summary>
/// Latencies from the moment when each request was due, sorted; <paramref name="Failed"/> had another status than was
/// expected, or no answer.
/// </summary>
internal sealed record PacedOutcome(IReadOnlyList<double> Milliseconds, int Failed)
{
    public double P50 => Percentile.Of(Milliseconds, 0.5);

    public double P99 => Percentile.Of(Milliseconds, 0.99);

    public PacedOutcome OrThrow(string what) => Failed == 0 && Milliseconds.Count > 0
        ? this
        : throw new InvalidOperationException($"{what}: {Failed} of {Failed + Milliseconds.Count} failed");
}
