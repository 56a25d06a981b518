using System.Diagnostics;
using System.Globalization;
using Instagram.Storage.Files;

namespace Instagram.Tests.Crash;

/// <summary>The product as `./run` starts it, in a session and process group of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int LinesKept = 60;
    private const string ListeningLine = "Now listening on: ";

    private readonly Process _process;
    private readonly string _dataDirectory;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process, string dataDirectory)
    {
        _process = process;
        _dataDirectory = dataDirectory;
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!;

    public bool HasExited => _process.HasExited;

    /// <summary>The database server's process, as its own file names it; 0 while there is none.</summary>
    public int Server
    {
        get
        {
            try
            {
                var file = Path.Combine(_dataDirectory, "postgres", "postmaster.pid");
                return int.Parse(File.ReadLines(file).FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            }
            catch (FileNotFoundException)
            {
                return 0;
            }
        }
    }

    /// <summary>Returns when it answers.</summary>
    public static async Task<HostProcess> Start(string dataDirectory, params string[] settings)
    {
        var host = Launch(dataDirectory, settings);
        var ended = host._process.WaitForExitAsync();
        await Task.WhenAny(host._listening.Task, ended).WaitAsync(Deadline.Patience);
        Assert.False(ended.IsCompleted, $"The host ended at its start.\n{host}");
        host.Address = await host._listening.Task;
        return host;
    }

    /// <summary>Returns at once, while it starts.</summary>
    public static HostProcess Launch(string dataDirectory, params string[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ApiHost.dll");
        Assert.True(
            File.Exists(program) && File.Exists(Path.ChangeExtension(program, ".runtimeconfig.json"))
            && File.Exists(Path.ChangeExtension(program, ".deps.json")),
            $"There is no whole program at {program}.");
        // setsid executes the program in its own place, so this process is the leader of the new group.
        var start = new ProcessStartInfo("setsid",
        [
            Environment.ProcessPath!, program, "--urls", "http://127.0.0.1:0", "--data", dataDirectory,
            "--Accounts:PasswordIterations", "1000", "--Outbox:PollSeconds", "0.5",
            "--Outbox:RedeliverAfterSeconds", "1", "--Limits:Enabled", "false",
            "--PrivatePostgres:SharedBuffersMegabytes", "16", .. settings,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__Main");
        start.Environment["NO_COLOR"] = "1";
        return new HostProcess(Process.Start(start)!, dataDirectory);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill(KillTarget target)
    {
        switch (target)
        {
            case KillTarget.Host:
                Posix.Signal(_process.Id, Posix.SigKill);
                break;
            case KillTarget.Server:
                Assert.NotEqual(0, Server);
                Posix.Signal(Server, Posix.SigKill);
                break;
            case KillTarget.Group:
                Posix.Signal(-_process.Id, Posix.SigKill);
                break;
            default:
                foreach (var process in InstanceProcess.Of(_dataDirectory))
                {
                    Posix.Signal(process.Id, Posix.SigKill);
                }
                break;
        }
    }

    /// <summary>SIGTERM to the group.</summary>
    public void Terminate() => Posix.Signal(-_process.Id, SigTerm);

    public async Task<int> WaitForExit(TimeSpan within)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(within);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The host did not end within {within.TotalSeconds} s.\n{this}");
        }
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Terminate();
            try
            {
                await _process.WaitForExitAsync().WaitAsync(Deadline.Patience);
            }
            catch (TimeoutException)
            {
                Kill(KillTarget.Everything);
            }
        }
        _process.Dispose();
    }

    /// <summary>What it said last.</summary>
    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }

    private void Heard(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
            {
                _lines.Dequeue();
            }
        }
        var at = line.IndexOf(ListeningLine, StringComparison.Ordinal);
        if (at >= 0)
        {
            _listening.TrySetResult(new Uri(line[(at + ListeningLine.Length)..].Trim()));
        }
    }
}
