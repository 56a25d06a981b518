namespace Instagram.Bench;

/// <summary>
/// One variant under load: the medians of its rounds. <paramref name="Cpu"/> is microseconds of the server's processes
/// for a request, <paramref name="BesideCpu"/> those of its Redis or PostgreSQL.
/// </summary>
internal sealed record LoadRow(
    string What,
    double RequestsPerSecond,
    double P50Milliseconds,
    double P99Milliseconds,
    double Cpu,
    double? BesideCpu = null,
    double? AllocatedBytes = null,
    double? AnswerBytes = null)
{
    public double AllCpu => Cpu + (BesideCpu ?? 0);
}

/// <summary>
/// A figure beside its goal. <paramref name="Unit"/> stands behind the figure and behind the bound: "×", "µs", "ms",
/// "ns", "KB".
/// </summary>
internal sealed record GoalRow(string What, double Value, string Unit, Goal Goal, string Note = "");
