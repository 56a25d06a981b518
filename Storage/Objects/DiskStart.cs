using Microsoft.Extensions.Hosting;

namespace Instagram.Storage.Objects;

/// <summary>Clears away what a crash left of uploads.</summary>
internal sealed class DiskStart(DiskUploads uploads) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        uploads.SweepUnfinished();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
