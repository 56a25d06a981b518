using Instagram.Bench.Growth;

namespace Instagram.Tests.Bench;

public sealed class PowerFitTests
{
    private static readonly double[] Sizes = [10, 100, 1_000, 10_000, 100_000];

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_power_is_found_as_it_was_made(double exponent)
    {
        var fit = Fit(size => 7 * Math.Pow(size, exponent));

        Assert.Equal(exponent, fit.Exponent, 9);
        Assert.Equal(exponent, fit.Tail, 9);
        Assert.Equal(7, fit.Factor, 6);
        Assert.Equal(0, fit.Residual, 9);
        Assert.Equal(1, fit.RSquared, 9);
    }

    [Fact]
    public void The_slope_is_that_of_least_squares()
    {
        // By hand: the logarithms to base ten are 0, 1, 2 and 0, 2, 1; the line explains a quarter.
        var fit = PowerFit.Of([new(1, 1), new(10, 100), new(100, 10)]);

        Assert.Equal(0.5, fit.Exponent, 9);
        Assert.Equal(0.25, fit.RSquared, 9);
        Assert.Equal(Math.Pow(10, Math.Sqrt(1.5 / 3)) - 1, fit.Residual, 9);
    }

    [Fact]
    public void What_hardly_grows_is_constant() =>
        Assert.Equal("O(1) within the measured range", Fit(size => Math.Pow(size, 0.05)).Statement("n"));

    [Fact]
    public void What_grows_until_it_is_full_is_constant_at_the_larger_sizes() =>
        Assert.Equal("O(1) at the larger sizes", Fit(size => Math.Min(size, 1_000)).Statement("n"));

    [Fact]
    public void What_begins_to_grow_says_so() => Assert.Equal(
        "O(n^0.42) at the larger sizes, O(1) before",
        PowerFit.Of([new(1, 9), new(10, 4), new(100, 3), new(1_000, 4), new(10_000, 20.75)]).Statement("n"));

    [Fact]
    public void A_constant_part_does_not_hide_what_grows() =>
        Assert.Equal("O(n)", Fit(size => 1_000 + size).Statement("n"));

    [Fact]
    public void Any_other_power_is_stated_with_its_exponent() =>
        Assert.Equal("O(n^0.50)", Fit(Math.Sqrt).Statement("n"));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void What_has_no_logarithm_is_not_fitted(double size, double value) =>
        Assert.Throws<ArgumentException>(() => PowerFit.Of([new(10, 10), new(size, value)]));

    private static PowerFit Fit(Func<double, double> cost) =>
        PowerFit.Of([.. Sizes.Select(size => new CurvePoint(size, cost(size)))]);
}
