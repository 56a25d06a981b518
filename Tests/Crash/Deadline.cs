using System.Runtime.CompilerServices;

namespace Instagram.Tests.Crash;

/// <summary>How long these tests wait for another process.</summary>
internal static class Deadline
{
    /// <summary>For what has no promised time: long enough for a busy machine, short enough to call it hung.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task<T> Becomes<T>(
        TimeSpan within, Func<Task<T>> look, Func<T, bool> expected,
        [CallerArgumentExpression(nameof(expected))] string expectation = "") =>
        Eventually.Becomes(within, look, expected, expectation);

    public static Task Holds(
        TimeSpan within, Func<bool> look, [CallerArgumentExpression(nameof(look))] string expectation = "") =>
        Becomes(within, () => Task.FromResult(look()), seen => seen, expectation);
}
