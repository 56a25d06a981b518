using Instagram.Embedded.Activations;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;

namespace Instagram.Tests.Engine;

public interface IRelayGrain : IGrainWithIntegerKey
{
    Task Pass(int hops, int seed);
}

public sealed class RelayGrain(Journal journal) : Grain, IRelayGrain
{
    public async Task Pass(int hops, int seed)
    {
        journal.Add($"{this.GetPrimaryKeyLong()}:{hops}");
        await Task.Yield();
        if (hops > 0)
        {
            _ = GrainFactory.GetGrain<IRelayGrain>((this.GetPrimaryKeyLong() * 31 + hops + seed) % 13)
                .Pass(hops - 1, seed);
        }
    }
}

public sealed class SeededTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_order_of_turns()
    {
        var first = await OrderOfTurns(seed: 1);

        Assert.Equal(8 * 21, first.Count);
        Assert.Equal(first, await OrderOfTurns(seed: 1));
        Assert.NotEqual(first, await OrderOfTurns(seed: 2));
    }

    private static async Task<IReadOnlyList<string>> OrderOfTurns(int seed)
    {
        var dispatcher = new SeededDispatcher(seed);
        var engine = await TestEngine.Start(silo: silo => silo.ConfigureServices(
            services => services.AddSingleton<ITurnDispatcher>(dispatcher)),
            configure: options => options.DetectCycles = false);
        for (var ball = 0; ball < 8; ball++)
        {
            _ = engine.Grains.GetGrain<IRelayGrain>(ball).Pass(20, ball);
        }

        dispatcher.RunAll();
        var order = engine.Journal.Entries;
        var stop = engine.Stop();
        dispatcher.RunAll();
        await stop;
        await engine.DisposeAsync();
        return order;
    }
}
