namespace Instagram.Bench.Load;

/// <summary>
/// One of the things that are compared under load. <paramref name="Arguments"/> are the script's after the round;
/// the functions read what its processes have used so far, in microseconds and bytes.
/// </summary>
internal sealed record Variant(
    string What,
    Uri Server,
    string Script,
    string[] Arguments,
    Func<double> Cpu,
    Func<double>? BesideCpu,
    Func<Task<double>> Allocated)
{
    /// <summary>What each of its rounds finds done.</summary>
    public Func<Task> Before { get; init; } = () => Task.CompletedTask;
}
