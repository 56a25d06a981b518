using System.Globalization;

namespace Instagram.Bench;

/// <summary>
/// What was measured, a table for each kind: loads side by side, times, single steps, and figures beside their goals.
/// </summary>
internal sealed class Report(string command, bool isQuick = false)
{
    private readonly List<string> _loads = [];
    private readonly List<string> _times = [];
    private readonly List<string> _steps = [];
    private readonly List<string> _inside = [];
    private readonly List<string> _goals = [];
    private readonly List<string> _appended = [];
    private readonly Dictionary<string, string> _pictures = [];

    public void Add(LoadRow row) => Line(
        _loads,
        $"| {row.What} | {row.RequestsPerSecond:#,0} | {row.P50Milliseconds:0.00} ms | {row.P99Milliseconds:0.00} ms "
        + $"| {row.Cpu:0.0} µs | {Or(row.BesideCpu, "0.0 µs")} | {Or(row.AllocatedBytes, "#,0")} "
        + $"| {Or(row.AnswerBytes, "#,0")} |");

    public void Add(GoalRow row)
    {
        var (value, goal) = (row.Value, row.Goal);
        var met = goal.IsMetBy(value) ? "yes" : $"no, {goal.MissedBy(value):0.0#} × off";
        Line(
            _goals,
            $"| {row.What} | {Short(value)} {row.Unit} | {(goal.IsLeast ? "≥" : "≤")} {Short(goal.Bound)} {row.Unit} "
            + $"| {met} | {row.Note} |");
    }

    public void Add(string what, IReadOnlyList<double> milliseconds, string goal)
    {
        var sorted = milliseconds.Order().ToArray();
        Line(
            _times,
            $"| {what} | {sorted.Length} | {Percentile.Of(sorted, 0.5):0.0} ms | {Percentile.Of(sorted, 0.99):0.0} ms "
            + $"| {sorted[^1]:0.0} ms | {goal} |");
    }

    /// <summary>A step by itself, so often that its spread is known.</summary>
    public void Add(string what, double nanoseconds, double deviation, long? allocatedBytes) => Line(
        _steps, $"| {what} | {nanoseconds:#,0.0} ns | ± {deviation:#,0.0} ns | {allocatedBytes:#,0} |");

    /// <summary>Something inside of the product, measured in this process.</summary>
    public void Say(string what, double value, string unit, string goal = "") => Line(
        _inside, string.Create(CultureInfo.InvariantCulture, $"| {what} | {value:#,0.###} {unit} | {goal} |"));

    /// <inheritdoc cref="Say(string, double, string, string)"/>
    public void Say(string what, IReadOnlyCollection<double> values, string unit, string goal = "")
    {
        var sorted = values.Order().ToArray();
        var (p50, p99) = (Percentile.Of(sorted, 0.5), Percentile.Of(sorted, 0.99));
        Line(_inside, string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | p50 {p50:#,0.###} {unit}, p99 {p99:#,0.###} {unit} | {goal} |"));
    }

    /// <summary>A table that a part has made by itself.</summary>
    public void Append(string table) => _appended.AddRange(["", .. table.TrimEnd().Split('\n')]);

    /// <summary>A file to stand beside the report, such as a chart. A quick run leaves that of a whole one.</summary>
    public void AddPicture(string fileName, string text) => _pictures[fileName] = text;

    /// <summary>Something that is done once and takes a while.</summary>
    public void Add(string what, TimeSpan took, string goal) =>
        Line(_times, $"| {what} | 1 | {took.TotalSeconds:0.0} s | | | {goal} |");

    public void Print(TextWriter output)
    {
        foreach (var line in Tables())
        {
            output.WriteLine(line);
        }
    }

    /// <summary>The file is named by the day and by what was measured, so a later run of a day replaces it.</summary>
    public async Task Write(string directory)
    {
        var today = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = command.Replace("./bench", "", StringComparison.Ordinal)
            .Replace(" --", "-", StringComparison.Ordinal).Replace(" ", "-", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(
            Path.Combine(directory, $"{today}{name}.md"),
            [$"# {today}", "", $"`{command}` on {await Machine.Describe()}", .. Tables()]);
        foreach (var (file, text) in isQuick ? [] : _pictures)
        {
            await File.WriteAllTextAsync(Path.Combine(directory, file), text);
        }
    }

    private IEnumerable<string> Tables() =>
    [
        .. Table(
            "| under load | requests/s | p50 | p99 | server CPU a request | its Redis or PostgreSQL "
            + "| bytes allocated a request | bytes of an answer |", _loads),
        .. Table("| what | runs | median | p99 | worst | goal |", _times),
        .. Table("| a step | median | deviation | bytes allocated |", _steps),
        .. Table("| inside | measured | goal |", _inside),
        .. _appended,
        .. Table("| what it must show | measured | goal | met | |", _goals),
    ];

    private static IEnumerable<string> Table(string head, List<string> rows) => rows.Count == 0
        ? []
        : ["", head, string.Concat(Enumerable.Repeat("|---", head.Count(letter => letter == '|') - 1)) + "|", .. rows];

    private static void Line(List<string> table, string line)
    {
        table.Add(line);
        Console.Error.WriteLine(line);
    }

    private static string Or(double? value, string format) =>
        value is { } known ? known.ToString(format, CultureInfo.InvariantCulture) : "";

    /// <summary>Three digits that count.</summary>
    private static string Short(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
