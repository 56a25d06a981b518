using Instagram.Bench;

namespace Instagram.Tests.Bench;

public sealed class ReportTests
{
    [Theory]
    [InlineData(0.8, "yes")]
    [InlineData(0.75, "yes")]
    [InlineData(0.25, "no, 3.0 × off")]
    public void A_goal_of_at_least_is_met_from_its_bound_on(double value, string met) =>
        Assert.Contains($"| {met} |", Printed(value, Goal.AtLeast(0.75)), StringComparison.Ordinal);

    [Theory]
    [InlineData(22, "yes")]
    [InlineData(33, "no, 1.5 × off")]
    public void A_goal_of_at_most_is_met_up_to_its_bound(double value, string met) =>
        Assert.Contains($"| {met} |", Printed(value, Goal.AtMost(22)), StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { "--quick", "speed" }, "./bench speed --quick")]
    [InlineData(new[] { "--write", "there" }, "./bench")]
    [InlineData(new[] { "speed", "--minutes", "7" }, "./bench speed --minutes 7")]
    public void The_command_line_is_kept_for_the_report(string[] arguments, string expected) =>
        Assert.Equal(expected, Arguments.Parse(arguments, ["speed"])!.CommandLine);

    [Theory]
    [InlineData("--quik")]
    [InlineData("--write")]
    [InlineData("--minutes")]
    public void An_unknown_argument_is_not_run_over(string argument) =>
        Assert.Null(Arguments.Parse([argument], ["speed"]));

    private static string Printed(double value, Goal goal)
    {
        var report = new Report("./bench");
        report.Add(new GoalRow("a feed", value, "×", goal));
        var output = new StringWriter();
        report.Print(output);
        return output.ToString();
    }
}
