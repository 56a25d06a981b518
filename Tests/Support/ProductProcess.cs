using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Instagram.Tests.Support;

/// <summary>The product as people start it, a process of its own with its private database: it can be killed.</summary>
public sealed class ProductProcess : IAsyncDisposable
{
    private const int Sigterm = 15;

    private readonly Process _process;
    private readonly Task<string> _complaints;

    private ProductProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _complaints = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
    }

    public Uri Address { get; }

    /// <summary>Returns when it is ready.</summary>
    public static async Task<ProductProcess> Start(string dataDirectory)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "exec", typeof(ApiHost.Program).Assembly.Location,
            "--urls", address.OriginalString, "--data", dataDirectory,
            "--Accounts:PasswordIterations", "1000", "--Outbox:PollSeconds", "0.1",
            "--Outbox:RedeliverAfterSeconds", "1",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var product = new ProductProcess(Process.Start(start)!, address);
        using var http = new HttpClient();
        await Eventually.Holds(async () =>
        {
            Assert.False(product._process.HasExited, "The product ended when it should start.");
            try
            {
                return (await http.GetAsync(new Uri(address, "/health/ready"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return product;
    }

    /// <summary>Without a chance to finish anything.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As a service manager does; the exit code.</summary>
    public async Task<int> Stop()
    {
        using (var kill = Process.Start("kill", [$"-{Sigterm}", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }
        await _process.WaitForExitAsync();
        Assert.Equal("", await _complaints);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
