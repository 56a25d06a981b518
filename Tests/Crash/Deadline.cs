using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Instagram.Tests.Crash;

/// <summary>Waits for what another process does, by looking again and again; the only clock of these tests.</summary>
internal static class Deadline
{
    /// <summary>For what has no promised time: long enough for a busy machine, short enough to call it hung.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    public static async Task<T> Becomes<T>(
        TimeSpan within, Func<Task<T>> look, Func<T, bool> expected,
        [CallerArgumentExpression(nameof(expected))] string expectation = "")
    {
        var started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(Pace);
        while (true)
        {
            var seen = await look();
            if (expected(seen))
            {
                return seen;
            }
            Assert.True(
                Stopwatch.GetElapsedTime(started) < within,
                $"Waited {within.TotalSeconds} s for {expectation}. Seen last: {seen}");
            await pace.WaitForNextTickAsync();
        }
    }

    public static Task Holds(
        TimeSpan within, Func<bool> look, [CallerArgumentExpression(nameof(look))] string expectation = "") =>
        Becomes(within, () => Task.FromResult(look()), seen => seen, expectation);

    /// <summary>One beat, for a client that was told to come again.</summary>
    public static async Task Beat()
    {
        using var pace = new PeriodicTimer(Pace);
        await pace.WaitForNextTickAsync();
    }
}
