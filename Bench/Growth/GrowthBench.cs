namespace Instagram.Bench.Growth;

/// <summary>
/// How costs grow with what they could grow with. Each step adds its tables to the report and draws its own picture, so
/// that one can be run again alone.
/// </summary>
internal static class GrowthBench
{
    private static readonly Dictionary<string, Func<Report, bool, Task<IReadOnlyList<Panel>>>> ByName = new()
    {
        ["growth-reads"] = ReadGrowth.Run,
        ["growth-fan-out"] = FanOutGrowth.Run,
        ["growth-wake"] = WakeGrowth.Run,
        ["growth-memory"] = MemoryGrowth.Run,
        ["growth-rows"] = RowCost.Run,
    };

    public static IReadOnlyList<string> Steps => [.. ByName.Keys];

    public static async Task Run(Report report, bool isQuick, IReadOnlyCollection<string> steps)
    {
        foreach (var step in Steps.Where(steps.Contains))
        {
            var panels = await ByName[step](report, isQuick);
            foreach (var panel in panels)
            {
                var table = panel.Table();
                await Console.Error.WriteLineAsync(table);
                report.Append(table);
            }
            if (panels.Count > 0)
            {
                report.AddPicture($"{step}.svg", GrowthChart.Draw(panels));
            }
        }
    }
}
