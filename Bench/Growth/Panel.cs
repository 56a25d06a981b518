using System.Globalization;
using System.Text;

namespace Instagram.Bench.Growth;

/// <summary>
/// Curves over the same sizes, such as numbers of followers (<paramref name="Size"/>); the costs of those that are
/// fitted have one unit, so that one picture shows them.
/// </summary>
internal sealed record Panel(string Title, string Size, IReadOnlyList<Curve> Curves)
{
    private const int CountingFrom = 100;

    /// <summary>A table of the figures, and one of what they say.</summary>
    public string Table()
    {
        var text = new StringBuilder();
        var columns = Curves.Select(curve => $"{curve.What}, {curve.Unit}");
        text.Append(CultureInfo.InvariantCulture, $"| {Title}: {Size} | {string.Join(" | ", columns)} |\n");
        text.Append(Line(Curves.Count + 1));
        foreach (var size in Curves.SelectMany(curve => curve.Points).Select(point => point.Size).Distinct().Order())
        {
            var values = Curves.Select(curve => Text(curve.Points.FirstOrDefault(point => point.Size == size)));
            text.Append(CultureInfo.InvariantCulture, $"| {size:#,0} | {string.Join(" | ", values)} |\n");
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n| {Title} | grows as | exponent | of the largest three | R² | off by |\n");
        text.Append(Line(6));
        foreach (var curve in Curves.Where(curve => curve.IsFitted))
        {
            var fit = PowerFit.Of(curve.Points);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {curve.What} | {fit.Statement(curve.Variable)} | {fit.Exponent:0.000} | {fit.Tail:0.000} "
                + $"| {fit.RSquared:0.00} | {fit.Residual:0 %} |\n");
        }
        return text.ToString();
    }

    private static string Line(int columns) => string.Concat(Enumerable.Repeat("|---", columns)) + "|\n";

    private static string Text(CurvePoint point) => point switch
    {
        { Size: 0 } => "",
        { Value: >= CountingFrom } => point.Value.ToString("#,0", CultureInfo.InvariantCulture),
        { Value: >= 1 } => point.Value.ToString("0.0#", CultureInfo.InvariantCulture),
        _ => point.Value.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
