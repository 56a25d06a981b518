using System.Globalization;

namespace Instagram.Bench;

/// <summary>What was measured, a line each: the median, the 99th percentile and the worst of several runs.</summary>
internal sealed class Report(string command)
{
    private readonly List<string> _lines =
        ["| what | runs | median | p99 | worst | goal |", "|---|---|---|---|---|---|"];

    public void Add(string what, IReadOnlyList<double> milliseconds, string goal)
    {
        var sorted = milliseconds.Order().ToArray();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {sorted.Length} | {At(0.5):0.0} ms | {At(0.99):0.0} ms | {sorted[^1]:0.0} ms | {goal} |");
        Line(line);

        double At(double share) => sorted[(int)((sorted.Length - 1) * share)];
    }

    /// <summary>Something that is done once and takes a while.</summary>
    public void Add(string what, TimeSpan took, string goal) => Line(string.Create(
        CultureInfo.InvariantCulture, $"| {what} | 1 | {took.TotalSeconds:0.0} s | | | {goal} |"));

    private void Line(string line)
    {
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
            Path.Combine(directory, $"{today}{command.Replace("./bench", "").Replace(' ', '-')}.md"),
            [
                $"# {today}", "", $"{Environment.ProcessorCount} cores, .NET {Environment.Version}. `{command}`", "",
                .. _lines,
            ]);
    }
}
