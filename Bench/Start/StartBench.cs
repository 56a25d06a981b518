using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Instagram.Bench.Start;

/// <summary>How long the product takes to be ready, the first time and later, and to stop.</summary>
internal static class StartBench
{
    private const int LaterStarts = 4;
    private const int LaterStartsWhenQuick = 1;

    public static async Task Run(Report report, bool isQuick)
    {
        var data = Directory.CreateTempSubdirectory("instagram-bench-").FullName;
        try
        {
            var first = await StartAndStop(data);
            var later = new List<(double Ready, double Stopped)>();
            for (var i = 0; i < (isQuick ? LaterStartsWhenQuick : LaterStarts); i++)
            {
                later.Add(await StartAndStop(data));
            }
            report.Add("ready on a first start", [first.Ready], "≤ 5 s");
            report.Add("ready on a later start", [.. later.Select(start => start.Ready)], "≤ 3 s");
            report.Add("stopped after SIGTERM", [first.Stopped, .. later.Select(start => start.Stopped)], "≤ 10 s");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<(double Ready, double Stopped)> StartAndStop(string data)
    {
        var address = $"http://{IPAddress.Loopback}:{FreePort()}";
        var program = Path.Combine(AppContext.BaseDirectory, "ApiHost.dll");
        var watch = Stopwatch.StartNew();
        using var host = Process.Start(new ProcessStartInfo("dotnet", [program, "--data", data, "--urls", address])
        {
            RedirectStandardOutput = true,
        })!;
        _ = host.StandardOutput.ReadToEndAsync();
        using var http = new HttpClient();
        while (!await IsReady(http, address))
        {
            if (host.HasExited)
            {
                throw new InvalidOperationException("The host did not start.");
            }
            await Task.Delay(5);
        }
        var ready = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        using (var kill = Process.Start("kill", ["-TERM", $"{host.Id}"]))
        {
            await kill.WaitForExitAsync();
        }
        await host.WaitForExitAsync();
        return (ready, watch.Elapsed.TotalMilliseconds);
    }

    private static async Task<bool> IsReady(HttpClient http, string address)
    {
        try
        {
            using var answer = await http.GetAsync($"{address}/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
