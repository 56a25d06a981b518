using Instagram.Grains.Stories;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Hosting;

namespace Instagram.Silo;

/// <summary>Once the engine runs, begins to sweep the expired stories of every database.</summary>
internal sealed class StoryWatch(IGrainFactory grains, ShardMap shards) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, shards.All.Count).Select(database => grains.GetGrain<IStorySweepGrain>(database).Watch()));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
