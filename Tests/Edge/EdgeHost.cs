using System.Diagnostics;
using System.Globalization;
using Instagram.Storage.Files;

namespace Instagram.Tests.Edge;

/// <summary>A host as a process of its own, over a database and a directory that others use too.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigStop = 19;
    private const int SigCont = 18;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    private EdgeHost(Process process, int port)
    {
        (_process, Port) = (process, port);
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Without nginx.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));

    public static EdgeHost Start(string database, string dataDirectory, int port, params string[] settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!,
        [
            Path.Combine(AppContext.BaseDirectory, "ApiHost.dll"), "--data", dataDirectory,
            "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            "--ConnectionStrings:Main", database, "--Http:TrustedProxies", "127.0.0.1", "--Limits:Enabled", "false",
            "--Accounts:PasswordIterations", "1000", "--Outbox:PollSeconds", "0.5", "--Outbox:RedeliverAfterSeconds",
            "1", "--Storage:MaxPoolSize", "20", "--Lease:AnswerSeconds", "3",
            .. settings,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        return new EdgeHost(Process.Start(start)!, port);
    }

    /// <summary>Waits until it has said this.</summary>
    public Task Says(string text) => Eventually.Becomes(
        Patience, () => Task.FromResult(ToString()), said => said.Contains(text, StringComparison.Ordinal), text);

    public Task Listens() => Says("Now listening on: ");

    public Task StandsBy() => Says("Standing by: ");

    /// <summary>SIGKILL.</summary>
    public void Kill() => Posix.Signal(_process.Id, Posix.SigKill);

    public void Pause() => Posix.Signal(_process.Id, SigStop);

    public void Wake() => Posix.Signal(_process.Id, SigCont);

    public void Terminate() => Posix.Signal(_process.Id, SigTerm);

    public async Task<int> Ends()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Terminate();
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        _process.Dispose();
    }

    /// <summary>All that it said.</summary>
    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }

    private void Heard(string? line)
    {
        if (line is not null)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
