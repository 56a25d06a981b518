using System.Diagnostics;
using System.Text;
using Instagram.Media.Processes;

namespace Instagram.Media.Videos;

/// <summary>How much one run of a program may take.</summary>
internal sealed record ProcessLimits(TimeSpan Time, int MemoryMegabytes, int FileMegabytes);

/// <summary><paramref name="Errors"/> is the end of what it said, for the log.</summary>
internal sealed record ProcessResult(int ExitCode, bool TimedOut, string Output, string Errors);

/// <summary>
/// A program under a small shell that limits it and outlives this process by a moment. The shell holds a pipe from us
/// whose end, which the kernel brings about however we die, kills the group of the shell and the program. When the
/// shell alone is killed, the kernel kills the program (pdeathsig). The program reads nothing, has no environment of
/// ours, and can gain no rights.
/// </summary>
internal static class BoundedProcess
{
    private const int MaxOutput = 256 * 1024;
    private const int KeptErrors = 2_000;

    // $1 to $3 are seconds of processor time, kilobytes of address space and blocks of 512 bytes of a file.
    private const string Script = """
        exec 3<&0 </dev/null
        ulimit -t "$1" && ulimit -v "$2" && ulimit -f "$3" || exit 125
        shift 3
        setpriv --no-new-privs --pdeathsig KILL -- nice -n 10 "$@" 3<&- &
        program=$!
        { read -r _; kill -s KILL 0; } <&3 >/dev/null 2>&1 &
        watch=$!
        exec 3<&- >/dev/null 2>&1
        wait $program
        code=$?
        kill -s KILL $watch
        exit $code
        """;

    /// <summary>Cancelled or out of time, the program is dead when this ends.</summary>
    public static async Task<ProcessResult> Run(
        IEnumerable<string> command, ProcessLimits limits, CancellationToken cancellation)
    {
        using var shell = Start(command, limits);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limits.Time);
        var output = ReadStart(shell.StandardOutput);
        var errors = ReadEnd(shell.StandardError);
        try
        {
            await shell.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            return new ProcessResult(-1, TimedOut: true, "", await errors);
        }
        return new ProcessResult(shell.ExitCode, TimedOut: false, await output, await errors);
    }

    private static Process Start(IEnumerable<string> command, ProcessLimits limits)
    {
        var seconds = (long)Math.Ceiling(limits.Time.TotalSeconds) + 1;
        var (kilobytes, blocks) = (limits.MemoryMegabytes * 1024L, limits.FileMegabytes * 2048L);
        return Process.Start(BareShell.StartInfo(Script, [seconds, kilobytes, blocks], command))!;
    }

    /// <summary>Reads everything, so that the program never waits for us, and keeps a bounded start.</summary>
    private static async Task<string> ReadStart(StreamReader from)
    {
        var kept = new StringBuilder();
        var block = new char[4096];
        int read;
        while ((read = await from.ReadAsync(block)) > 0)
        {
            kept.Append(block, 0, Math.Min(read, MaxOutput - kept.Length));
        }
        return kept.ToString();
    }

    private static async Task<string> ReadEnd(StreamReader from)
    {
        var kept = new StringBuilder();
        var block = new char[4096];
        int read;
        while ((read = await from.ReadAsync(block)) > 0)
        {
            kept.Append(block, 0, read);
            if (kept.Length > KeptErrors)
            {
                kept.Remove(0, kept.Length - KeptErrors);
            }
        }
        return kept.ToString();
    }
}
