using System.Diagnostics;
using System.Net.Sockets;

namespace Instagram.Bench.Textbook;

/// <summary>Debian's Redis on a socket in a directory, keeping nothing on the disk: as fast as it can be.</summary>
internal sealed class RedisProcess(Process process, string socketPath) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public int Pid => process.Id;

    public string SocketPath => socketPath;

    public static async Task<RedisProcess> Start(string directory)
    {
        var socketPath = Path.Combine(directory, "redis.sock");
        var process = Process.Start(new ProcessStartInfo("redis-server",
            [
                "--port", "0", "--unixsocket", socketPath, "--dir", directory, "--save", "", "--appendonly", "no",
                "--loglevel", "warning",
            ])
        {
            RedirectStandardOutput = true,
        })!;
        _ = process.StandardOutput.ReadToEndAsync();
        var started = Stopwatch.StartNew();
        while (!await Answers(socketPath))
        {
            if (process.HasExited || started.Elapsed > Patience)
            {
                throw new InvalidOperationException("Redis did not start.");
            }
            await Task.Delay(20);
        }
        return new RedisProcess(process, socketPath);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> Answers(string socketPath)
    {
        try
        {
            using var _ = await RespClient.Connect(socketPath);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
