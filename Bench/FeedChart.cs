using System.Text;

namespace Instagram.Bench;

/// <summary>
/// Bars of the requests a second of several designs, as SVG: one file for light and dark pages, and every bar has its
/// name and its figures beside it.
/// </summary>
internal static class FeedChart
{
    private const int Width = 860;
    private const int Left = 340;
    private const int Right = 210;
    private const int Top = 56;
    private const int Row = 34;
    private const int Bar = 20;

    private const string Style =
        """
          <style>
            text { font: 14px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
            .title { font-size: 16px; font-weight: 600; }
            .note { fill: #59636e; font-size: 12px; }
            .name { text-anchor: end; }
            .limit { fill: #afb8c1; }
            .ours { fill: #1a7f64; }
            .other { fill: #b35900; }
            .strong { font-weight: 600; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; }
              .note { fill: #9198a1; }
              .limit { fill: #6e7681; }
              .ours { fill: #3fb68b; }
              .other { fill: #d98236; }
            }
          </style>
        """;

    /// <summary>The bars from top to bottom; the product's is the measure of all.</summary>
    public static string Draw(
        string note, LoadRow product, IReadOnlyList<LoadRow> limits, IReadOnlyList<LoadRow> others)
    {
        LoadRow[] rows = [.. limits, product, .. others];
        var height = Top + (rows.Length * Row) + 34;
        var scale = (Width - Left - Right) / rows.Max(row => row.RequestsPerSecond);
        var svg = new StringBuilder();
        svg.Append(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}">
              <title>Feed pages a second, by design</title>
            {Style}
              <text class="title" x="16" y="28">Pages of the home feed a second</text>

            """);
        for (var at = 0; at < rows.Length; at++)
        {
            var (row, y) = (rows[at], Top + (at * Row));
            var kind = row == product ? "ours" : limits.Contains(row) ? "limit" : "other";
            var width = Math.Max(2, row.RequestsPerSecond * scale);
            svg.Append(
                $"""
                  <text class="name{Strong(row)}" x="{Left - 12}" y="{y + 15}">{Escaped(row.What)}</text>
                  <rect class="{kind}" x="{Left}" y="{y}" width="{width:0.0}" height="{Bar}" rx="3"/>
                  <text class="{Strong(row)}" x="{Left + width + 8:0.0}" y="{y + 15}">{Label(row)}</text>

                """);
        }
        svg.Append($"  <text class=\"note\" x=\"16\" y=\"{height - 14}\">{Escaped(note)}</text>\n</svg>\n");
        return svg.ToString();

        string Strong(LoadRow row) => row == product ? " strong" : "";

        string Label(LoadRow row) => $"{row.RequestsPerSecond:#,0} · {row.AllCpu:0} µs"
            + (row == product ? "" : $" · {Ratio(row.RequestsPerSecond / product.RequestsPerSecond)}");
    }

    private static string Ratio(double ratio) => ratio >= 0.1 ? $"{ratio:0.0#} ×" : $"{ratio:0.00#} ×";

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
