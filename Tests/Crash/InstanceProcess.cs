using System.Globalization;

namespace Instagram.Tests.Crash;

/// <summary>
/// A process that belongs to a data directory, as /proc shows it: it works in it or was started with it as an argument.
/// The start time tells it from a later one with the same number.
/// </summary>
internal sealed record InstanceProcess(int Id, string StartTime, string Command)
{
    public bool IsAlive => TryRead(Id, out var stat) && StartOf(stat) == StartTime && !IsZombie(stat);

    public static IReadOnlyList<InstanceProcess> Of(string dataDirectory) =>
    [
        .. from entry in Directory.EnumerateDirectories("/proc")
           let name = Path.GetFileName(entry)
           where name.All(char.IsAsciiDigit)
           let id = int.Parse(name, CultureInfo.InvariantCulture)
           where id != Environment.ProcessId
           let process = Find(id, dataDirectory)
           where process is not null
           select process,
    ];

    private static InstanceProcess? Find(int id, string dataDirectory)
    {
        try
        {
            var command = File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim();
            var isHere = command.Contains(dataDirectory, StringComparison.Ordinal)
                || new DirectoryInfo($"/proc/{id}/cwd").LinkTarget?.StartsWith(
                    dataDirectory, StringComparison.Ordinal) == true;
            return isHere && TryRead(id, out var stat) && !IsZombie(stat)
                ? new InstanceProcess(id, StartOf(stat), command)
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool TryRead(int id, out string[] stat)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            // The name in parentheses may contain anything.
            stat = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return true;
        }
        catch (IOException)
        {
            stat = [];
            return false;
        }
    }

    private static bool IsZombie(string[] stat) => stat[0] is "Z" or "X";

    private static string StartOf(string[] stat) => stat[19];
}
