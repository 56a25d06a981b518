namespace Instagram.Bench.Soak;

/// <summary>What a product holds at some moment: collected heap, process and copies in MB, and counts.</summary>
internal readonly record struct Sample(
    double Minutes, double Heap, double Resident, double Copies, double Sessions, double AwakeFeeds,
    double Activations, double WaitingRequests, double WaitingWakes, double Answered)
{
    /// <summary>
    /// How much larger, as a share, the last quarter of the heaps is on average than the second: the first fills what
    /// is bounded.
    /// </summary>
    public static double Growth(IReadOnlyList<Sample> samples)
    {
        var quarter = samples.Count / 4;
        var second = samples.Skip(quarter).Take(quarter).Average(sample => sample.Heap);
        return (samples.TakeLast(quarter).Average(sample => sample.Heap) / second) - 1;
    }
}
