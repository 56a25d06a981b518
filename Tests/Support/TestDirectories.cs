using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Instagram.Tests.Support;

/// <summary>
/// Directories of a test run, removed when it ends; those of a run that was killed go at the next one.
/// </summary>
public static class TestDirectories
{
    private const string Prefix = "instagram-test-";

    private static readonly Lazy<string> Root = new(MakeRoot);
    private static readonly ConcurrentStack<Action> Closing = new();
    private static int _fresh;

    /// <summary>The run's directory for <paramref name="purpose"/>; not made yet.</summary>
    public static string ForThisRun(string purpose) => Path.Combine(Root.Value, purpose);

    /// <summary>A new, empty directory.</summary>
    public static string Fresh() => Directory.CreateDirectory(Path.Combine(
        Root.Value, Interlocked.Increment(ref _fresh).ToString(CultureInfo.InvariantCulture))).FullName;

    /// <summary>Runs when the process ends, before the directories are removed.</summary>
    public static void BeforeRemoval(Action close) => Closing.Push(close);

    private static string MakeRoot()
    {
        foreach (var old in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var process = Path.GetFileName(old)[Prefix.Length..].Split('-')[0];
            if (!Directory.Exists($"/proc/{process}"))
            {
                Remove(old);
            }
        }
        // Private, like a directory made by mktemp: what only root may enter has to work too.
        var root = Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            while (Closing.TryPop(out var close))
            {
                close();
            }
            // The runner gives a test process little time to end; the removal outlives it.
            Process.Start("setsid", ["rm", "-rf", root]);
        };
        return root;
    }

    private static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Another run is removing it too, or it is another user's.
        }
    }
}
