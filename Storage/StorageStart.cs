using Instagram.Storage.Migrations;
using Microsoft.Extensions.Hosting;

namespace Instagram.Storage;

/// <summary>Brings the databases to this version, before anything else starts.</summary>
internal sealed class StorageStart(Migrator migrator) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => migrator.Apply(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
