using System.Globalization;

namespace Instagram.Bench.FanOut;

/// <summary>What was measured, a line each.</summary>
internal static class Lines
{
    public static void Say(string what, double value, string unit, string goal = "") => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {value:0.###} {unit} | {goal} |"));

    public static void Say(string what, IReadOnlyCollection<double> values, string unit, string goal = "")
    {
        var sorted = values.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | p50 {At(0.5):0.###} {unit}, p99 {At(0.99):0.###} {unit} | {goal} |"));

        double At(double share) => sorted[(int)((sorted.Length - 1) * share)];
    }
}
