namespace Instagram.Bench;

/// <summary>
/// Something that is measured by itself. <paramref name="Run"/> adds rows to the report; true asks it to be quick.
/// </summary>
internal sealed record Part(string Name, bool IsUsual, Func<Report, bool, Task> Run);
