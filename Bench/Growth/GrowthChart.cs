using System.Globalization;
using System.Text;

namespace Instagram.Bench.Growth;

/// <summary>
/// Small multiples of curves, both axes logarithmic with decades of one width and height, so that a slope looks the
/// same everywhere: a line that is level costs the same at every size, one at 45° grows with it.
/// </summary>
internal static class GrowthChart
{
    private const int Decade = 46;
    private const int Left = 64;
    private const int Gap = 34;
    private const int Top = 58;
    private const int Bottom = 46;
    private const int LegendLine = 18;
    private const int MinWidth = 320;

    private const string Style =
        """
          <style>
            text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
            .title { font-size: 14px; font-weight: 600; }
            .note, .tick { fill: #59636e; font-size: 11px; }
            .right { text-anchor: end; }
            .middle { text-anchor: middle; }
            .grid { stroke: #d1d9e0; stroke-width: 1; }
            polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .c0 { stroke: #1a7f64; } circle.c0, rect.c0 { fill: #1a7f64; stroke: none; }
            .c1 { stroke: #b35900; } circle.c1, rect.c1 { fill: #b35900; stroke: none; }
            .c2 { stroke: #6639ba; } circle.c2, rect.c2 { fill: #6639ba; stroke: none; }
            .c3 { stroke: #0969da; } circle.c3, rect.c3 { fill: #0969da; stroke: none; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; }
              .note, .tick { fill: #9198a1; }
              .grid { stroke: #3d444d; }
              .c0 { stroke: #3fb68b; } circle.c0, rect.c0 { fill: #3fb68b; }
              .c1 { stroke: #d98236; } circle.c1, rect.c1 { fill: #d98236; }
              .c2 { stroke: #a98af0; } circle.c2, rect.c2 { fill: #a98af0; }
              .c3 { stroke: #58a6ff; } circle.c3, rect.c3 { fill: #58a6ff; }
            }
          </style>
        """;

    public static string Draw(IReadOnlyList<Panel> panels)
    {
        var frames = new List<Frame>();
        var x = 0;
        foreach (var panel in panels)
        {
            frames.Add(new Frame(panel, x));
            x += frames[^1].Width + Gap;
        }
        var plot = frames.Max(frame => frame.Plot);
        var height = Top + plot + Bottom + (LegendLine * frames.Max(frame => frame.Curves.Count));
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {x} {height}" width="{x}" height="{height}">
              <title>{Escaped(string.Join("; ", panels.Select(panel => panel.Title)))}</title>
            {Style}

            """);
        foreach (var frame in frames)
        {
            Draw(svg, frame, plot);
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Frame frame, int plot)
    {
        var bottom = Top + plot;
        Text(svg, "title", frame.X + 16, 24, frame.Panel.Title);
        Text(svg, "note", frame.X + 16, 42, frame.Curves[0].Unit);
        for (var decade = frame.FromSize; decade <= frame.ToSize; decade++)
        {
            var x = frame.X + Left + ((decade - frame.FromSize) * Decade);
            Line(svg, x, Top, x, bottom);
            Text(svg, "tick middle", x, bottom + 16, Power(decade));
        }
        for (var decade = 0; decade <= plot / Decade; decade++)
        {
            var y = bottom - (decade * Decade);
            Line(svg, frame.X + Left, y, frame.X + frame.Right, y);
            Text(svg, "tick right", frame.X + Left - 8, y + 4, Power(frame.FromValue + decade));
        }
        Text(svg, "note right", frame.X + frame.Right, bottom + 34, frame.Panel.Size);
        for (var at = 0; at < frame.Curves.Count; at++)
        {
            var curve = frame.Curves[at];
            var places = curve.Points.Select(point => (
                X: frame.X + Left + ((Math.Log10(point.Size) - frame.FromSize) * Decade),
                Y: bottom - ((Math.Log10(point.Value) - frame.FromValue) * Decade))).ToList();
            var line = string.Join(
                ' ', places.Select(place => FormattableString.Invariant($"{place.X:0.0},{place.Y:0.0}")));
            svg.Append(CultureInfo.InvariantCulture, $"  <polyline class=\"c{at}\" points=\"{line}\"/>\n");
            foreach (var (x, y) in places)
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"  <circle class=\"c{at}\" cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"3\"/>\n");
            }
            var legend = bottom + Bottom + (at * LegendLine);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"  <rect class=\"c{at}\" x=\"{frame.X + 16}\" y=\"{legend - 3}\" width=\"14\" height=\"4\"/>\n");
            Text(svg, "", frame.X + 36, legend + 3, $"{curve.What}: {PowerFit.Of(curve.Points).Class(curve.Variable)}");
        }
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2) => svg.Append(
        CultureInfo.InvariantCulture,
        $"  <line class=\"grid\" x1=\"{x1:0.0}\" y1=\"{y1:0.0}\" x2=\"{x2:0.0}\" y2=\"{y2:0.0}\"/>\n");

    private static void Text(StringBuilder svg, string style, double x, double y, string text) => svg.Append(
        CultureInfo.InvariantCulture,
        $"  <text class=\"{style}\" x=\"{x:0.0}\" y=\"{y:0.0}\">{Escaped(text)}</text>\n");

    private static string Power(int decade) => decade switch
    {
        >= 6 => $"{Math.Pow(10, decade - 6):0}M",
        >= 3 => $"{Math.Pow(10, decade - 3):0}k",
        _ => Math.Pow(10, decade).ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>A panel's place and the decades that it shows.</summary>
    private sealed class Frame
    {
        private const int FewestDecades = 2;

        public Frame(Panel panel, int x)
        {
            (Panel, X) = (panel, x);
            Curves = [.. panel.Curves.Where(curve => curve.IsFitted)];
            var points = Curves.SelectMany(curve => curve.Points).ToList();
            FromSize = (int)Math.Floor(Math.Log10(points.Min(point => point.Size)));
            ToSize = (int)Math.Ceiling(Math.Log10(points.Max(point => point.Size)));
            FromValue = (int)Math.Floor(Math.Log10(points.Min(point => point.Value)));
            var toValue = (int)Math.Ceiling(Math.Log10(points.Max(point => point.Value)));
            Plot = Math.Max(FewestDecades, toValue - FromValue) * Decade;
            Right = Left + ((ToSize - FromSize) * Decade);
            Width = Math.Max(MinWidth, Right);
        }

        public Panel Panel { get; }

        public int X { get; }

        public IReadOnlyList<Curve> Curves { get; }

        public int FromSize { get; }

        public int ToSize { get; }

        public int FromValue { get; }

        public int Plot { get; }

        public int Right { get; }

        public int Width { get; }
    }
}
