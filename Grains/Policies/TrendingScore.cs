namespace Instagram.Grains.Policies;

/// <summary>
/// What trends: a hashtag counts its uses, each half as much every 4 hours, and at least 3 authors must use it.
/// </summary>
public static class TrendingScore
{
    public const int MinAuthors = 3;

    private static readonly TimeSpan HalfLife = TimeSpan.FromHours(4);

    public static double Weight(TimeSpan age) => Math.Pow(0.5, Math.Max(0, age / HalfLife));

    /// <summary>
    /// The sum of the authors' weights but for some authors; 0 when too few others are left.
    /// </summary>
    public static double Of(IReadOnlyDictionary<long, double> authors, IReadOnlySet<long> without)
    {
        var counted = authors.Where(author => !without.Contains(author.Key)).Select(author => author.Value).ToList();
        return counted.Count >= MinAuthors ? counted.Sum() : 0;
    }
}
