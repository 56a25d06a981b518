using System.Diagnostics;
using System.Globalization;

namespace Instagram.Bench.Writes;

/// <summary>Processor time of this process and of all processes that descend from it, without load generators.</summary>
internal static class Cpu
{
    private static readonly double TicksPerSecond = 100;

    public static TimeSpan Now() => Own() + Of(Children(Environment.ProcessId));

    private static TimeSpan Own()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static TimeSpan Of(IEnumerable<int> processes) => TimeSpan.FromSeconds(
        processes.Select(Stat).OfType<string[]>().Where(stat => stat[0] != "wrk")
            .Sum(stat => Number(stat[12]) + Number(stat[13])) / TicksPerSecond);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<int> Children(int process)
    {
        var parents = new Dictionary<int, int>();
        foreach (var directory in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id)
                && Stat(id) is { } stat)
            {
                parents[id] = int.Parse(stat[2], CultureInfo.InvariantCulture);
            }
        }
        return parents.Keys.Where(id =>
        {
            for (var at = id; parents.TryGetValue(at, out var parent); at = parent)
            {
                if (parent == process)
                {
                    return true;
                }
            }
            return false;
        }).ToList();
    }

    /// <summary>The name, then the fields from the state on.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
            return [text[(open + 1)..close], .. text[(close + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
