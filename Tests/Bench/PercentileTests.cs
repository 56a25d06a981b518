using Instagram.Bench;

namespace Instagram.Tests.Bench;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    [InlineData(0, 1)]
    public void A_percentile_is_the_smallest_that_so_many_do_not_exceed(double share, double expected) =>
        Assert.Equal(expected, Percentile.Of([.. Enumerable.Range(1, 100).Select(value => (double)value)], share));

    [Fact]
    public void The_99th_of_few_is_the_worst() => Assert.Equal(7, Percentile.Of([1, 2, 7], 0.99));

    [Fact]
    public void Of_nothing_there_is_no_percentile() => Assert.True(double.IsNaN(Percentile.Of([], 0.5)));

    [Theory]
    [InlineData(new double[] { 9, 1, 5 }, 5)]
    [InlineData(new double[] { 4, 1, 2, 9 }, 3)]
    public void The_median_is_in_the_middle(double[] values, double expected) =>
        Assert.Equal(expected, Percentile.Median(values));
}
