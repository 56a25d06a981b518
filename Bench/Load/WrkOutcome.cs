using System.Globalization;

namespace Instagram.Bench.Load;

/// <summary>What one run of wrk says. <paramref name="Refused"/> are answers of 400 and above.</summary>
internal sealed record WrkOutcome(
    long Requests, double Seconds, long Bytes, double P50Milliseconds, double P99Milliseconds, long Refused,
    long Broken)
{
    private const string Mark = "outcome ";

    public double RequestsPerSecond => Requests / Seconds;

    /// <summary>Reads the line that <c>wrk/load.lua</c> writes.</summary>
    /// <exception cref="FormatException">There is no such line, or not all is in it.</exception>
    public static WrkOutcome Parse(string output)
    {
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))
            ?? throw new FormatException($"wrk said nothing of the outcome: {output}");
        var figures = line[Mark.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        return new WrkOutcome(
            Figure("requests"), Figure("microseconds") / 1e6, Figure("bytes"), Figure("p50") / 1e3,
            Figure("p99") / 1e3, Figure("refused"), Figure("broken"));

        long Figure(string name) => figures.TryGetValue(name, out var figure)
            ? figure
            : throw new FormatException($"wrk said nothing of {name}: {line}");
    }
}
