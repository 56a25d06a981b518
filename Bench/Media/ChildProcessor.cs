using System.Globalization;

namespace Instagram.Bench.Media;

/// <summary>The processor time of the living child processes of this one, by the name of their program.</summary>
internal static class ChildProcessor
{
    private const double TicksPerSecond = 100;

    public static double Seconds(string name) => Stats()
        .Where(stat => stat.Name == name && stat.Fields[1] == Id)
        .Sum(stat => (Number(stat.Fields[11]) + Number(stat.Fields[12])) / TicksPerSecond);

    private static string Id => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    // "PID (NAME) STATE PPID …": proc(5)
    private static IEnumerable<(string Name, string[] Fields)> Stats()
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc", "*"))
        {
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(directory, "stat"));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            var (open, close) = (stat.IndexOf('(', StringComparison.Ordinal), stat.LastIndexOf(')'));
            if (open > 0 && close > open)
            {
                yield return (stat[(open + 1)..close], stat[(close + 2)..].Split(' '));
            }
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
