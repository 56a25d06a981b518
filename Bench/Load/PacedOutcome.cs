namespace Instagram.Bench.Load;

/// <summary>
/// Latencies from the moment when each request was due, sorted. <paramref name="Failed"/> had another status than was
/// expected, or no answer; they are among the latencies as the longest.
/// </summary>
internal sealed record PacedOutcome(IReadOnlyList<double> Milliseconds, int Failed)
{
    public double P50 => Percentile.Of(Milliseconds, 0.5);

    public double P99 => Percentile.Of(Milliseconds, 0.99);

    /// <summary>For the note of a figure; nothing when all went well.</summary>
    public string Failures => Failed == 0 ? "" : $"; {Failed:#,0} of {Milliseconds.Count:#,0} refused or unanswered";

    public PacedOutcome OrThrow(string what) => Failed == 0 && Milliseconds.Count > 0
        ? this
        : throw new InvalidOperationException($"{what}: {Failed} of {Milliseconds.Count} failed");
}
