using Instagram.Grains.Media;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Hosting;

namespace Instagram.Silo;

/// <summary>Once the engine runs, wakes the sweep of abandoned uploads of every database.</summary>
internal sealed class UploadSweepWatch(IGrainFactory grains, ShardMap shards) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, shards.All.Count)
            .Select(database => grains.GetGrain<IUploadSweepGrain>(database).Watch()));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
