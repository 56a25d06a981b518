using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Instagram.Tests.Support;

/// <summary>
/// Waits for what the product does after its answer, by asking again and again. The only place where tests wait for a
/// clock; what does not come fails with what was seen last.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(15);

    public static Task<T> Becomes<T>(
        Func<Task<T>> look, Func<T, bool> expected,
        [CallerArgumentExpression(nameof(expected))] string expectation = "") =>
        Becomes(Patience, look, expected, expectation);

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
        Func<Task<bool>> look, [CallerArgumentExpression(nameof(look))] string expectation = "") =>
        Becomes(look, seen => seen, expectation);

    /// <summary>One beat, for a client that was told to come again.</summary>
    public static async Task Beat()
    {
        using var pace = new PeriodicTimer(Pace);
        await pace.WaitForNextTickAsync();
    }
}
