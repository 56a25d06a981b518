using System.Globalization;

namespace Instagram.Bench;

/// <summary>What was measured, a line each: the median and the worst of several runs, in milliseconds.</summary>
internal sealed class Report
{
    private readonly List<string> _lines =
        ["| what | runs | median | worst | goal |", "|---|---|---|---|---|"];

    public void Add(string what, IReadOnlyList<double> milliseconds, string goal)
    {
        var sorted = milliseconds.Order().ToArray();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {sorted.Length} | {sorted[sorted.Length / 2]:0.0} ms | {sorted[^1]:0.0} ms | {goal} |");
        _lines.Add(line);
        Console.Error.WriteLine(line);
    }

    public void Print(TextWriter output)
    {
        foreach (var line in _lines)
        {
            output.WriteLine(line);
        }
    }

    public void Write(string directory)
    {
        var today = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        File.WriteAllLines(
            Path.Combine(directory, $"{today}.md"),
            [
                $"# {today}", "", $"{Environment.ProcessorCount} cores, .NET {Environment.Version}. `./bench`", "",
                .. _lines,
            ]);
    }
}
