namespace Instagram.Bench;

internal static class Percentile
{
    /// <summary>
    /// The smallest value that at least this share of them does not exceed; NaN when there are none. They must be
    /// sorted.
    /// </summary>
    public static double Of(IReadOnlyList<double> sorted, double share) => sorted.Count == 0
        ? double.NaN
        : sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * share) - 1, 0, sorted.Count - 1)];

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
