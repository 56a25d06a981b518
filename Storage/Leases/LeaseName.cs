using System.Globalization;
using System.Text.RegularExpressions;

namespace Instagram.Storage.Leases;

/// <summary>
/// What a host calls its session that holds a lease. PostgreSQL shows it beside the lock and keeps 63 bytes of it; the
/// tag tells apart hosts whose names and process ids are alike, as in containers.
/// </summary>
internal sealed partial record LeaseName(string Host, int Process, string Tag)
{
    private const int MaxHost = 32;

    public static LeaseName Mine() => new(
        new string([.. Environment.MachineName.Where(char.IsAscii).Take(MaxHost)]), Environment.ProcessId,
        Guid.NewGuid().ToString("n")[..8]);

    /// <summary>Null for a name that is none of ours.</summary>
    public static LeaseName? Parse(string? text) => Pattern.Match(text ?? "") is { Success: true } match
        ? new LeaseName(
            match.Groups["host"].Value, int.Parse(match.Groups["process"].Value, CultureInfo.InvariantCulture),
            match.Groups["tag"].Value)
        : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"lease {Host} {Process} {Tag}");

    [GeneratedRegex(@"^lease (?<host>\S*) (?<process>\d{1,9}) (?<tag>[0-9a-f]{8})$")]
    private static partial Regex Pattern { get; }
}
