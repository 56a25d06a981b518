namespace Instagram.Bench.Growth;

/// <summary>
/// How a cost grows. <paramref name="Variable"/> is the letter of what grows. A curve that is
/// <paramref name="IsFitted"/> is stated with its exponent; one that is not stands beside it, such as a p99.
/// </summary>
internal sealed record Curve(
    string What, string Unit, string Variable, IReadOnlyList<CurvePoint> Points, bool IsFitted = true);
