using Instagram.Bench.Soak;

namespace Instagram.Tests.Bench;

public sealed class SampleTests
{
    [Fact]
    public void A_heap_that_fills_and_then_stands_has_not_grown() =>
        Assert.Equal(0, Growth(10, 40, 100, 100, 100, 100, 100, 100), 9);

    [Fact]
    public void Growth_is_from_the_second_quarter_to_the_last() =>
        Assert.Equal(0.5, Growth(1, 1, 100, 100, 1, 1, 140, 160), 9);

    private static double Growth(params IEnumerable<double> heaps) =>
        Sample.Growth([.. heaps.Select(heap => default(Sample) with { Heap = heap })]);
}
