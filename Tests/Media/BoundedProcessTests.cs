using System.Diagnostics;
using System.Globalization;
using Instagram.Media.Videos;

namespace Instagram.Tests.Media;

public sealed class BoundedProcessTests
{
    private static readonly ProcessLimits Usual = new(TimeSpan.FromSeconds(20), 256, 1);

    private static int _unique;

    [VideoFact]
    public async Task What_a_program_says_and_how_it_ends_is_told()
    {
        var result = await Run(Usual, "sh", "-c", "echo said; echo complained >&2; exit 3");

        Assert.Equal(new ProcessResult(3, false, "said\n", "complained\n"), result);
    }

    [VideoFact]
    public async Task A_program_reads_nothing_and_knows_nothing_of_ours()
    {
        Environment.SetEnvironmentVariable("SECRET_OF_THE_HOST", "x");

        var result = await Run(Usual, "sh", "-c", "cat; env");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("SECRET_OF_THE_HOST", result.Output, StringComparison.Ordinal);
    }

    [VideoFact]
    public async Task A_program_steps_back_behind_its_host()
    {
        var result = await Run(Usual, "sh", "-c", "nice; test ! -e /proc/$$/autogroup || cat /proc/$$/autogroup");

        Assert.Matches(@"^10\n(/autogroup-\d+ nice 10\n)?$", result.Output);
    }

    [VideoFact]
    public async Task Out_of_time_a_program_and_its_children_are_dead()
    {
        var seconds = UniqueSeconds();

        var result = await Run(
            Usual with { Time = TimeSpan.FromMilliseconds(300) }, "sh", "-c", $"sleep {seconds} & sleep {seconds}");

        Assert.True(result.TimedOut);
        await Gone(seconds);
    }

    [VideoFact]
    public async Task Called_off_a_program_is_dead()
    {
        var seconds = UniqueSeconds();
        using var callOff = new CancellationTokenSource();
        var run = BoundedProcess.Run(["sleep", seconds], Usual, callOff.Token);
        await There(seconds);

        await callOff.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Gone(seconds);
    }

    [VideoFact]
    public async Task More_memory_than_allowed_is_not_given()
    {
        var result = await Run(Usual, "dd", "if=/dev/zero", "of=/dev/null", "bs=400M", "count=1");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("memory", result.Errors, StringComparison.Ordinal);
    }

    [VideoFact]
    public async Task A_file_does_not_grow_beyond_the_limit()
    {
        var path = Path.Combine(TestDirectories.Fresh(), "large");

        var result = await Run(Usual, "dd", "if=/dev/zero", $"of={path}", "bs=1M", "count=5");

        Assert.NotEqual(0, result.ExitCode);
        Assert.InRange(new FileInfo(path).Length, 0, 1024 * 1024);
    }

    [VideoFact]
    public async Task A_killed_host_leaves_no_program()
    {
        var seconds = UniqueSeconds();
        using var host = ChildProcess.Start(BoundedProcessHost.Program, seconds);
        await There(seconds);

        host.Kill();

        await Gone(seconds);
    }

    [VideoFact]
    public async Task A_killed_supervisor_leaves_no_program_either()
    {
        var seconds = UniqueSeconds();
        var run = BoundedProcess.Run(["sleep", seconds], Usual, CancellationToken.None);
        await There(seconds);

        foreach (var supervisor in Running(seconds).Where(process => NameOf(process) == "sh"))
        {
            using var shell = Process.GetProcessById(supervisor);
            shell.Kill();
        }

        await Gone(seconds);
        Assert.NotEqual(0, (await run).ExitCode);
    }

    private static Task<ProcessResult> Run(ProcessLimits limits, params string[] command) =>
        BoundedProcess.Run(command, limits, CancellationToken.None);

    /// <summary>Long, and told apart from every other in the list of processes.</summary>
    private static string UniqueSeconds() => string.Create(
        CultureInfo.InvariantCulture, $"600.{Environment.ProcessId}{Interlocked.Increment(ref _unique):000}");

    private static Task There(string seconds) =>
        Eventually.Holds(() => Task.FromResult(Running(seconds).Any(process => NameOf(process) == "sleep")));

    private static Task Gone(string seconds) =>
        Eventually.Holds(() => Task.FromResult(!Running(seconds).Any(IsOurs)));

    /// <summary>Not the host, which has the seconds among its arguments as well.</summary>
    private static bool IsOurs(int process) => NameOf(process) is "sleep" or "sh" or "nice" or "setpriv" or "setsid";

    private static List<int> Running(string seconds) => Directory.GetDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Read($"/proc/{id}/cmdline").Contains(seconds, StringComparison.Ordinal))
        .ToList();

    private static string NameOf(int process) => Read($"/proc/{process}/comm").Trim();

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The process has ended meanwhile.
            return "";
        }
    }
}
