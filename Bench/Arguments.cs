namespace Instagram.Bench;

/// <summary>The command line: <c>[--write DIR] [--quick] [part ...]</c>.</summary>
internal sealed record Arguments(bool IsQuick, string? WriteTo, IReadOnlyList<string> Parts)
{
    public string CommandLine => string.Join(' ', ["./bench", .. Parts, .. IsQuick ? (string[])["--quick"] : []]);

    /// <summary>Null when something in it is not known.</summary>
    public static Arguments? Parse(IReadOnlyList<string> arguments, IReadOnlyCollection<string> parts)
    {
        var parsed = new Arguments(IsQuick: false, WriteTo: null, []);
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

    public bool Runs(Part part) => Parts.Count == 0 ? part.IsUsual : Parts.Contains(part.Name);
}
