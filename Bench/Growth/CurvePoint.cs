namespace Instagram.Bench.Growth;

/// <summary>What something costs at one size.</summary>
internal readonly record struct CurvePoint(double Size, double Value);
