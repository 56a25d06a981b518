namespace Instagram.Bench.Growth;

/// <summary>
/// The straight line through the logarithms of sizes and costs, by least squares: cost = factor × size^exponent.
/// <paramref name="Residual"/> is the root mean square of what the line is off, as a share of the cost;
/// <paramref name="RSquared"/> the share of the spread that the line explains, which is little where there is little
/// to explain. <paramref name="Tail"/> is the exponent of the largest three sizes alone, where a constant part no
/// longer hides what grows.
/// </summary>
internal sealed record PowerFit(double Exponent, double Factor, double RSquared, double Residual, double Tail)
{
    /// <summary>An exponent below it is none: ten times the size costs a quarter more at most.</summary>
    private const double Flat = 0.1;

    private const double About = 0.15;

    /// <summary>What rounding makes of costs that are all the same.</summary>
    private const double NoSpread = 1e-12;

    private const int TailSizes = 3;

    /// <summary>How the cost grows with <paramref name="variable"/> at the larger sizes of what was measured.</summary>
    public string Class(string variable) => Tail switch
    {
        < Flat => "O(1)",
        > 1 - About and < 1 + About => $"O({variable})",
        _ => FormattableString.Invariant($"O({variable}^{Tail:0.00})"),
    };

    /// <summary>The same in words.</summary>
    public string Statement(string variable) => Class(variable) + (Exponent, Tail) switch
    {
        ( < Flat, < Flat) => " within the measured range",
        (_, < Flat) => " at the larger sizes",
        ( < Flat, _) => " at the larger sizes, O(1) before",
        _ => "",
    };

    /// <exception cref="ArgumentException">Fewer than two sizes, or something that has no logarithm.</exception>
    public static PowerFit Of(IReadOnlyList<CurvePoint> points)
    {
        if (points.Count < 2 || points.Any(point => point.Size <= 0 || point.Value <= 0))
        {
            throw new ArgumentException("A fit needs two sizes and more, all above zero.", nameof(points));
        }
        var (xs, ys) = (points.Select(point => Math.Log(point.Size)).ToArray(),
            points.Select(point => Math.Log(point.Value)).ToArray());
        var (meanX, meanY) = (xs.Average(), ys.Average());
        var slope = Slope(xs, ys);
        var off = xs.Zip(ys, (x, y) => Square(y - meanY - (slope * (x - meanX)))).Sum();
        var spread = ys.Sum(y => Square(y - meanY));
        var tail = Math.Min(TailSizes, xs.Length);
        return new PowerFit(
            slope, Math.Exp(meanY - (slope * meanX)), spread < NoSpread ? 1 : 1 - (off / spread),
            Math.Exp(Math.Sqrt(off / xs.Length)) - 1, Slope(xs[^tail..], ys[^tail..]));
    }

    private static double Slope(double[] xs, double[] ys)
    {
        var (meanX, meanY) = (xs.Average(), ys.Average());
        return xs.Zip(ys, (x, y) => (x - meanX) * (y - meanY)).Sum() / xs.Sum(x => Square(x - meanX));
    }

    private static double Square(double value) => value * value;
}
