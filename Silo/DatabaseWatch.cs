using Instagram.Grains.Media;
using Instagram.Grains.Outbox;
using Instagram.Grains.Stories;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Hosting;

namespace Instagram.Silo;

/// <summary>
/// Once the engine runs, wakes what watches over each database: the outbox, so that what a crash left undone goes on at
/// once, and the sweeps of abandoned uploads and expired stories.
/// </summary>
internal sealed class DatabaseWatch(IGrainFactory grains, ShardMap shards) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, shards.All.Count).SelectMany(database => new[]
        {
            grains.GetGrain<IOutboxGrain>(database).Watch(),
            grains.GetGrain<IUploadSweepGrain>(database).Watch(),
            grains.GetGrain<IStorySweepGrain>(database).Watch(),
        }));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
