using Instagram.Storage.Migrations;
using Instagram.Storage.Objects;
using Microsoft.Extensions.Hosting;

namespace Instagram.Storage;

/// <summary>
/// Brings the databases to this version and clears away unfinished uploads, before anything else starts.
/// </summary>
internal sealed class StorageStart(Migrator migrator, DiskUploads uploads) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await migrator.Apply(cancellationToken);
        uploads.SweepUnfinished();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
