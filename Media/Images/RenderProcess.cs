using System.Diagnostics;
using System.Runtime.InteropServices;
using Instagram.Media.Processes;

namespace Instagram.Media.Images;

/// <summary>How a child ended. Killed: by somebody else, which says nothing about a file.</summary>
internal sealed record RenderEnd(int ExitCode, bool OutOfTime, bool Killed);

/// <summary>
/// A child process that renders, from its start to its end. It has a session of its own, no environment of ours, no way
/// to gain rights, no core file, no file to write, and a bound on its addresses. The kernel kills it when the thread
/// that started it ends (pdeathsig), which it does with the host; so one thread starts it, uses it, and outlives it.
/// </summary>
internal sealed class RenderProcess : IDisposable
{
    private const int ExitKilled = 128 + 9;
    private const int OpenFiles = 256;

    /// <summary>Addresses that a runtime takes for itself, most of which it never fills.</summary>
    private const int RuntimeMegabytes = 1_280;

    /// <summary>A child that has closed its pipe is about to end by itself, and its exit code says of what.</summary>
    private static readonly TimeSpan Dying = TimeSpan.FromSeconds(5);

    /// <summary>A runtime starts within a tenth of it.</summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(20);

    // $1 is kilobytes of address space, $2 open files, $3 and $4 a program and a file that it must be able to read.
    // A write to a file fails instead of ending the child, because the compiler of loops tries a file first. The child
    // has no network and no capabilities where the machine lets us take them and it can still read what it needs.
    private const string Script = """
        trap '' XFSZ
        ulimit -c 0 && ulimit -f 0 && ulimit -n "$2" && ulimit -v "$1" || exit 125
        program=$3 file=$4 bare="setpriv --bounding-set=-all --inh-caps=-all"
        shift 4
        for wrap in "unshare --net $bare" "unshare --user --net $bare" "$bare" setpriv; do
            $wrap test -x "$program" -a -r "$file" 2>/dev/null && break
        done
        exec $wrap --no-new-privs --pdeathsig KILL -- nice -n 10 "$@"
        """;

    private readonly Process process;
    private readonly Stream input;
    private readonly Stream output;
    private bool outOfTime;

    private RenderProcess(Process process)
    {
        this.process = process;
        input = process.StandardInput.BaseStream;
        output = process.StandardOutput.BaseStream;
    }

    /// <summary>The runtime that runs us.</summary>
    internal static string Runtime { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <summary>The program of the product: <see cref="RenderingChild"/>, in the assembly of this class.</summary>
    internal static IReadOnlyList<string> Program { get; } =
        [Runtime, "exec", typeof(RenderProcess).Assembly.Location];

    internal bool HasEnded => process.HasExited;

    /// <summary>Files that it has answered.</summary>
    internal int Answered { get; private set; }

    /// <summary>Returns when the child can work; what prevents that is the machine's.</summary>
    internal static RenderProcess Start(IEnumerable<string> program, ImageOptions options)
    {
        var started = new RenderProcess(Process.Start(StartInfo(program, options))!);
        try
        {
            if (started.Within(StartTime, () => started.output.ReadByte()) != ImageFrames.Ready)
            {
                var end = started.End();
                throw new IOException(
                    $"No process that renders pictures could be started ({end.ExitCode}): "
                    + started.process.StandardError.ReadToEnd());
            }
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Throws an <see cref="IOException"/> when the child does not answer, and is then to be ended.</summary>
    internal byte[] Ask(ImageTask task, ReadOnlyMemory<byte> file, TimeSpan limit) => Within(limit, () =>
    {
        ImageFrames.WriteTask(input, task, file.Span);
        var answer = ImageFrames.ReadAnswer(output);
        Answered++;
        return answer;
    });

    /// <summary>Waits a moment for a child that is dying by itself, then kills it.</summary>
    internal RenderEnd End()
    {
        input.Close();
        var byItself = process.WaitForExit(Dying);
        Kill();
        return new RenderEnd(
            process.ExitCode, outOfTime, Killed: byItself && !outOfTime && process.ExitCode == ExitKilled);
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    private T Within<T>(TimeSpan limit, Func<T> talk)
    {
        using var deadline = new RenderDeadline(process, limit);
        try
        {
            return talk();
        }
        finally
        {
            outOfTime = deadline.IsMissed;
        }
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> program, ImageOptions options)
    {
        var kilobytes = (options.MaxMemoryMegabytes + RuntimeMegabytes) * 1024L;
        var start = BareShell.StartInfo(
            Script, [kilobytes, OpenFiles],
            [Runtime, Program[^1], .. program, .. RenderingChild.ArgumentsOf(options)]);
        start.Environment["MALLOC_ARENA_MAX"] = "2";
        // Otherwise the heap and the copies of compiled code reserve more addresses than the child may have.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000";
        start.Environment["DOTNET_GCRegionRange"] = "0x20000000";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }
}
