namespace Instagram.Bench;

/// <summary>What a figure must reach: at least, or at most, a bound.</summary>
internal readonly record struct Goal(double Bound, bool IsLeast)
{
    public static Goal AtLeast(double bound) => new(bound, IsLeast: true);

    public static Goal AtMost(double bound) => new(bound, IsLeast: false);

    public bool IsMetBy(double value) => IsLeast ? value >= Bound : value <= Bound;

    /// <summary>How far a figure is on the wrong side, as a factor of the bound.</summary>
    public double MissedBy(double value) => IsLeast ? Bound / value : value / Bound;
}
