using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Instagram.Bench.Load;

/// <summary>The product as a user starts it: a process of its own, with a data directory of its own.</summary>
internal sealed class ProductProcess(Process process, Uri address, string data) : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    public int Pid => process.Id;

    public Uri Address => address;

    public int PostgresPid { get; } = Postmaster.PidIn(data);

    public static async Task<ProductProcess> Start(string data, params string[] settings)
    {
        var address = new Uri($"http://{IPAddress.Loopback}:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])
            [
                Path.Combine(AppContext.BaseDirectory, "ApiHost.dll"), "--data", data, "--urls", address.ToString(),
                .. settings,
            ])
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        while (!await IsReady(address))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("The product did not start.");
            }
            await Task.Delay(5);
        }
        return new ProductProcess(process, address, data);
    }

    /// <summary>Its instruments, by their names in /metrics; those with tags summed up.</summary>
    public async Task<IReadOnlyDictionary<string, double>> Metrics()
    {
        var text = await Http.GetStringAsync(new Uri(address, "/metrics"));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => (Name: line[..line.IndexOfAny(['{', ' '])], Value: line[(line.LastIndexOf(' ') + 1)..]))
            .GroupBy(series => series.Name, series => double.Parse(series.Value, CultureInfo.InvariantCulture))
            .ToDictionary(series => series.Key, series => series.Sum());
    }

    public async Task<double> AllocatedBytes() =>
        (await Metrics()).GetValueOrDefault("dotnet_gc_heap_total_allocated_bytes_total", double.NaN);

    /// <summary>Kilobytes of its heap after a collection, and of the process.</summary>
    public async Task<(double Heap, double Resident)> HeldKilobytes()
    {
        await ForcedCollection.Run(Pid);
        var metrics = await Metrics();
        return (metrics["dotnet_gc_last_collection_heap_size_bytes"] / 1024, ProcessCpu.ResidentKilobytes(Pid));
    }

    /// <summary>With SIGTERM, as a user stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> IsReady(Uri address)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(address, "/health/ready"));
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
