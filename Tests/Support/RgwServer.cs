using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Instagram.Tests.Support;

/// <summary>
/// A real S3 server: Ceph's gateway over a cluster of one, in memory. It is ready within a second or two, and dies with
/// this process, however that ends.
/// </summary>
public sealed class RgwServer : IAsyncDisposable
{
    public const string AccessKey = "tests";
    public const string SecretKey = "the secret of the tests";

    private const int Attempts = 3;
    private const int RealDays = -1;

    private static readonly string[] Needed =
        ["radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "ceph-authtool", "monmaptool", "setpriv"];

    private readonly Process _script;

    private RgwServer(Process script, int port) => (_script, Endpoint) = (script, $"http://127.0.0.1:{port}");

    /// <summary>Why there is none on this machine; null where there is.</summary>
    public static string? Missing { get; } = Needed.FirstOrDefault(program => !IsInstalled(program)) is { } missing
        ? $"{missing} is not installed: apt-get install ceph-mon ceph-osd radosgw ceph-common"
        : null;

    public string Endpoint { get; }

    /// <param name="secondsADay">How long a day of the lifecycle rules lasts.</param>
    public static async Task<RgwServer> Start(int secondsADay = RealDays)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Another process may take a port between its choice and its use.
            var (monitor, gateway) = (FreePort(), FreePort());
            var script = Process.Start(new ProcessStartInfo(
                "setsid",
                [
                    "bash", Path.Combine(AppContext.BaseDirectory, "Support", "rgw.sh"), TestDirectories.Fresh(),
                    Number(monitor), Number(gateway), AccessKey, SecretKey, Number(secondsADay),
                ])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var server = new RgwServer(script, gateway);
            if (await script.StandardOutput.ReadLineAsync() == "ready")
            {
                return server;
            }
            var reason = await script.StandardError.ReadToEndAsync();
            await server.DisposeAsync();
            Assert.True(attempt < Attempts, $"No S3 server could be started:\n{reason}");
        }
    }

    /// <summary>What it holds stays in the cluster.</summary>
    public Task Kill() => Tell("kill", "killed");

    public Task StartAgain() => Tell("start", "ready");

    public async ValueTask DisposeAsync()
    {
        _script.StandardInput.Close();
        await _script.WaitForExitAsync();
        _script.Dispose();
    }

    private async Task Tell(string command, string expected)
    {
        await _script.StandardInput.WriteLineAsync(command);
        await _script.StandardInput.FlushAsync();
        Assert.Equal(expected, await _script.StandardOutput.ReadLineAsync());
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(directory => File.Exists(Path.Combine(directory, program)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
