using System.Diagnostics;
using Instagram.Bench.Serving;

namespace Instagram.Bench.Load;

/// <summary>This program started again as one of the variants, in a process of its own.</summary>
internal sealed class ChildServer(Process process, Uri address) : IAsyncDisposable
{
    public int Pid => process.Id;

    public Uri Address => address;

    public static async Task<ChildServer> Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var program = typeof(ChildServer).Assembly.Location;
        foreach (var argument in (string[])["exec", program, Served.Argument, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } address
            ? new ChildServer(process, new Uri(address))
            : throw new InvalidOperationException($"The server '{arguments[0]}' did not start.");
    }

    public async Task<double> AllocatedBytes(HttpClient http) =>
        double.Parse(await http.GetStringAsync(new Uri(address, Served.AllocatedPath)), null);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
