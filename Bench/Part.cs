namespace Instagram.Bench;

/// <summary>
/// Something that is measured by itself. <paramref name="Run"/> adds rows to the report; where it takes no more than
/// that, true asks it to be quick.
/// </summary>
internal sealed record Part(string Name, bool IsUsual, Func<Report, Arguments, Task> Run)
{
    public Part(string name, bool IsUsual, Func<Report, bool, Task> run)
        : this(name, IsUsual, (report, arguments) => run(report, arguments.IsQuick))
    {
    }
}
