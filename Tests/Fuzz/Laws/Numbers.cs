using FsCheck;
using FsCheck.Fluent;

namespace Instagram.Tests.Fuzz.Laws;

/// <summary>Numbers, those at the edges as often as all others.</summary>
internal static class Numbers
{
    public static Gen<long> Longs { get; } = Gen.Frequency(
        (1, Gen.Elements(long.MinValue, long.MinValue + 1, -1, 0, 1, int.MaxValue, 1L + int.MaxValue, long.MaxValue)),
        (1, ArbMap.Default.GeneratorFor<long>()),
        (1, from high in Gen.Choose(0, int.MaxValue) from low in Gen.Choose(0, int.MaxValue)
            select ((long)high << 32) | (uint)low));

    public static Gen<long> Ids { get; } = Longs.Where(number => number > 0);

    public static Gen<double> Doubles { get; } = Gen.Frequency(
        (1, Gen.Elements(
            double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, 90, -90, 180, -180, 90.000001,
            -180.00001, double.MaxValue, double.Epsilon)),
        (2, ArbMap.Default.GeneratorFor<double>()),
        (2, Gen.Choose(-200_000, 200_000).Select(number => number / 1000.0)));
}
