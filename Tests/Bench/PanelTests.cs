using System.Xml.Linq;
using Instagram.Bench.Growth;

namespace Instagram.Tests.Bench;

public sealed class PanelTests
{
    private static readonly Panel Panel = new("A page", "followees", [
        new Curve("CPU", "µs", "n", [new(10, 20), new(100, 21), new(1_000, 20.5)]),
        new Curve("wake", "µs", "n", [new(100, 1_000), new(1_000, 10_000)]),
        new Curve("p99 < 5", "ms", "n", [new(10, 0.25)], IsFitted: false),
    ]);

    [Fact]
    public void The_table_has_a_row_for_each_size_and_a_gap_where_nothing_was_measured()
    {
        var lines = Panel.Table().Split('\n');

        Assert.Equal("| A page: followees | CPU, µs | wake, µs | p99 < 5, ms |", lines[0]);
        Assert.Equal("| 10 | 20.0 |  | 0.25 |", lines[2]);
        Assert.Equal("| 1,000 | 20.5 | 10,000 |  |", lines[4]);
    }

    [Fact]
    public void What_the_curves_say_stands_below_but_for_those_that_are_not_fitted()
    {
        var table = Panel.Table();

        Assert.Contains("| CPU | O(1) within the measured range | 0.005 |", table, StringComparison.Ordinal);
        Assert.Contains("| wake | O(n) | 1.000 |", table, StringComparison.Ordinal);
        Assert.DoesNotContain("| p99 < 5 | O", table, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_has_a_line_for_each_fitted_curve()
    {
        var svg = XElement.Parse(GrowthChart.Draw([Panel, Panel with { Title = "A & B" }]));

        Assert.Equal(4, svg.Elements().Count(element => element.Name.LocalName == "polyline"));
        Assert.Contains(svg.Elements(), element => element.Value == "A & B");
    }
}
