using Microsoft.Extensions.Hosting;

namespace Instagram.Embedded.Hosting;

/// <summary>Starts and stops the engine with its host.</summary>
internal sealed class EngineHost(Engine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine.Stop(cancellationToken);
}
