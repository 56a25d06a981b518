using System.Globalization;

namespace Instagram.Bench.Load;

/// <summary>Processor time that processes have used, out of /proc.</summary>
internal static class ProcessCpu
{
    /// <summary>Of the kernel's clock for these figures, the same on every Linux that matters here.</summary>
    private const double MicrosecondsPerTick = 10_000;

    private const int Parent = 1;
    private const int UserTime = 11;
    private const int SystemTime = 12;
    private const int WaitedForUserTime = 13;
    private const int WaitedForSystemTime = 14;

    /// <summary>Microseconds of the process alone.</summary>
    public static double Of(int pid) => Read(pid) is { } stat ? Sum(stat, UserTime, SystemTime) : 0;

    /// <summary>Microseconds of the process, of those below it, and of those that were and have ended.</summary>
    public static double OfTree(int root)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid != 0)
            .Select(pid => (Pid: pid, Stat: Read(pid)))
            .Where(process => process.Stat is not null)
            .ToDictionary(process => process.Pid, process => process.Stat!);
        var children = all.ToLookup(process => int.Parse(process.Value[Parent], CultureInfo.InvariantCulture));
        var (total, open) = (0.0, new Stack<int>([root]));
        while (open.TryPop(out var pid))
        {
            if (all.TryGetValue(pid, out var stat))
            {
                total += Sum(stat, UserTime, SystemTime, WaitedForUserTime, WaitedForSystemTime);
            }
            foreach (var child in children[pid])
            {
                open.Push(child.Key);
            }
        }
        return total;
    }

    /// <summary>Kilobytes of memory that the process has now.</summary>
    public static double ResidentKilobytes(int pid)
    {
        const string key = "VmRSS:";
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(key, StringComparison.Ordinal));
        return double.Parse(line[key.Length..^"kB".Length], CultureInfo.InvariantCulture);
    }

    /// <summary>What stands behind the name, which may hold anything; null when the process has ended.</summary>
    private static string[]? Read(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Sum(string[] stat, params ReadOnlySpan<int> fields)
    {
        var ticks = 0.0;
        foreach (var field in fields)
        {
            ticks += double.Parse(stat[field], CultureInfo.InvariantCulture);
        }
        return ticks * MicrosecondsPerTick;
    }
}
