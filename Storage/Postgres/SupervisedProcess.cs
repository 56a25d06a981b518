using System.Diagnostics;

namespace Instagram.Storage.Postgres;

/// <summary>
/// A program of PostgreSQL under a small shell that outlives this process by a moment. The shell holds a pipe from us:
/// a word on it is a signal for the program, and its end, which the kernel brings about however we die, stops the
/// program at once. When the shell is killed too, the kernel signals the program (pdeathsig).
/// The shell leads a session of its own, so a Ctrl-C or a SIGTERM to our process group does not stop the server while
/// the last requests are answered.
/// </summary>
internal sealed class SupervisedProcess : IAsyncDisposable
{
    /// <summary>
    /// How a program names its data directory: as an open descriptor, inherited from the shell. So it needs no right to
    /// pass through the parents, which may be root's own, and the path of the socket is short.
    /// </summary>
    public const string DataDirectory = "/proc/self/fd/9";

    // $1 is the directory, the rest is the command.
    private const string Script = """
        cd / && exec 3<&0 9<"$1" </dev/null || exit 125
        shift
        "$@" 3<&- >/dev/null &
        program=$!
        {
            while read -r signal; do kill -s "$signal" $program; done
            kill -s QUIT $program
            sleep 3
            kill -s KILL $program
        } <&3 9<&- >/dev/null 2>&1 &
        watch=$!
        exec 3<&- 9<&-
        wait $program
        code=$?
        kill -s KILL $watch
        exit $code
        """;

    private static readonly TimeSpan ImmediateStopTimeout = TimeSpan.FromSeconds(6);

    private readonly Process _shell;
    private readonly Task _pump;

    private SupervisedProcess(Process shell, ServerLog log)
    {
        _shell = shell;
        Log = log;
        _pump = log.Pump(shell.StandardError);
    }

    public ServerLog Log { get; }

    public Task Exited => _shell.WaitForExitAsync();

    public bool HasExited => _shell.HasExited;

    public static SupervisedProcess Start(
        string directory, ServerAccount account, IEnumerable<string> command, ServerLog log)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "sh", directory, .. account.Wrap(command)])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        // Nothing of the operator's PGPORT, PGDATA or locale reaches the private server.
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = string.IsNullOrEmpty(path) ? "/usr/sbin:/usr/bin:/sbin:/bin" : path;
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        try
        {
            return new SupervisedProcess(Process.Start(start)!, log);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new PrivatePostgresException(
                "The programs setsid, sh and setpriv are needed: `apt-get install util-linux`.", missing);
        }
    }

    /// <summary>Waits for the program and everything it has said; returns its exit code.</summary>
    public async Task<int> WaitForExit(CancellationToken cancellationToken)
    {
        await _shell.WaitForExitAsync(cancellationToken);
        await _pump.WaitAsync(cancellationToken);
        return _shell.ExitCode;
    }

    /// <summary>A fast shutdown; when that takes longer than <paramref name="patience"/>, an immediate one.</summary>
    public async Task Stop(TimeSpan patience)
    {
        if (!await Stopped("INT", patience) && !await Stopped("QUIT", ImmediateStopTimeout))
        {
            await Stopped("KILL", ImmediateStopTimeout);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_shell.HasExited)
        {
            await Stopped("QUIT", ImmediateStopTimeout);
        }
        _shell.Dispose();
    }

    private async Task<bool> Stopped(string signal, TimeSpan patience)
    {
        try
        {
            await _shell.StandardInput.WriteLineAsync(signal);
            await _shell.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // The shell has gone, and the program with it.
        }
        try
        {
            await _shell.WaitForExitAsync().WaitAsync(patience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
