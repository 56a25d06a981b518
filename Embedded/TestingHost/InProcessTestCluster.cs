using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>One engine in a host of its own, with messages checked and copied.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    private readonly IHost host;
    private bool running;

    internal InProcessTestCluster(IHost host)
    {
        this.host = host;
        Silos = [new InProcessSiloHandle(host.Services)];
    }

    public IClusterClient Client => host.Services.GetRequiredService<IClusterClient>();

    public IReadOnlyList<InProcessSiloHandle> Silos { get; }

    public async Task DeployAsync()
    {
        await host.StartAsync();
        running = true;
    }

    public async Task StopAllSilosAsync()
    {
        if (running)
        {
            running = false;
            await host.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}

public sealed record InProcessSiloHandle(IServiceProvider ServiceProvider);
