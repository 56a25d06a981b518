using System.Globalization;

namespace Instagram.Bench;

/// <summary>
/// The command line: <c>[--write DIR] [--quick] [--minutes N] [part ...]</c>. <paramref name="Minutes"/> are for what
/// goes on as long as it is told to.
/// </summary>
internal sealed record Arguments(bool IsQuick, string? WriteTo, int? Minutes, IReadOnlyList<string> Parts)
{
    private const int MostMinutes = 24 * 60;

    public string CommandLine => string.Join(
        ' ',
        ["./bench", .. Parts, .. IsQuick ? (string[])["--quick"] : [], .. Minutes is null ? [] : Long(Minutes.Value)]);

    /// <summary>Null when something in it is not known.</summary>
    public static Arguments? Parse(IReadOnlyList<string> arguments, IReadOnlyCollection<string> parts)
    {
        var parsed = new Arguments(IsQuick: false, WriteTo: null, Minutes: null, []);
        for (var at = 0; at < arguments.Count; at++)
        {
            if (arguments[at] == "--quick")
            {
                parsed = parsed with { IsQuick = true };
            }
            else if (arguments[at] == "--write" && at + 1 < arguments.Count)
            {
                parsed = parsed with { WriteTo = arguments[++at] };
            }
            else if (arguments[at] == "--minutes" && at + 1 < arguments.Count
                && int.TryParse(arguments[++at], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
                && minutes is > 0 and <= MostMinutes)
            {
                parsed = parsed with { Minutes = minutes };
            }
            else if (parts.Contains(arguments[at]))
            {
                parsed = parsed with { Parts = [.. parsed.Parts, arguments[at]] };
            }
            else
            {
                return null;
            }
        }
        return parsed;
    }

    private static string[] Long(int minutes) => ["--minutes", minutes.ToString(CultureInfo.InvariantCulture)];

    public bool Runs(Part part) => Parts.Count == 0 ? part.IsUsual : Parts.Contains(part.Name);
}
