using Instagram.Grains.Outbox;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Hosting;

namespace Instagram.Silo;

/// <summary>
/// Once the engine runs, wakes the outbox of every database: what a crash left undone goes on at once.
/// </summary>
internal sealed class OutboxWatch(IGrainFactory grains, ShardMap shards) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, shards.All.Count).Select(database => grains.GetGrain<IOutboxGrain>(database).Watch()));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
