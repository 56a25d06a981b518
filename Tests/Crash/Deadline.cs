using System.Runtime.CompilerServices;

namespace Instagram.Tests.Crash;

/// <summary>How long these tests wait for another process.</summary>
internal static class Deadline
{
    /// <summary>For what has no promised time: long enough for a busy machine, short enough to call it hung.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What is promised for the processes of a killed group.</summary>
    public static readonly TimeSpan Survival = TimeSpan.FromSeconds(5);

    public static Task<T> Becomes<T>(
        TimeSpan within, Func<Task<T>> look, Func<T, bool> expected,
        [CallerArgumentExpression(nameof(expected))] string expectation = "") =>
        Eventually.Becomes(within, look, expected, expectation);

    /// <summary>Of what does not say by itself how it looks.</summary>
    public static async Task Becomes<T>(
        TimeSpan within, Func<Task<T>> look, Func<T, bool> expected, string expectation, Func<T, string> show) =>
        await Becomes(
            within,
            async () =>
            {
                var seen = await look();
                return (IsThere: expected(seen), Shown: show(seen));
            },
            seen => seen.IsThere, expectation);

    public static Task Holds(
        TimeSpan within, Func<bool> look, [CallerArgumentExpression(nameof(look))] string expectation = "") =>
        Becomes(within, () => Task.FromResult(look()), seen => seen, expectation);
}
