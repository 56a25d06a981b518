using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Instagram.Tests.Engine;

public interface IChainGrain : IGrainWithIntegerKey
{
    Task Foo(long next);

    Task Bar(long next);

    Task Baz();

    [AlwaysInterleave]
    Task<int> Ask();

    Task<int> AskThrough(long next);

    Task<int> AskBack(long origin);

    [ReadOnly]
    Task<int> ReadThrough(long next);

    [ReadOnly]
    Task<int> ReadBack(long origin);

    [ReadOnly]
    Task<int> Read();
}

public interface IEagerGrain : IGrainWithIntegerKey
{
    Task Poke();

    Task Start(long origin);
}

public sealed class ChainGrain : Grain, IChainGrain
{
    public Task Foo(long next) => Other(next).Bar(this.GetPrimaryKeyLong());

    public async Task Bar(long next)
    {
        await Task.Yield();
        await Other(next).Baz();
    }

    public Task Baz() => Task.CompletedTask;

    public Task<int> Ask() => Task.FromResult(42);

    public Task<int> AskThrough(long next) => Other(next).AskBack(this.GetPrimaryKeyLong());

    public Task<int> AskBack(long origin) => Other(origin).Ask();

    public Task<int> ReadThrough(long next) => Other(next).ReadBack(this.GetPrimaryKeyLong());

    public Task<int> ReadBack(long origin) => Other(origin).Read();

    public Task<int> Read() => Task.FromResult(43);

    private IChainGrain Other(long key) => GrainFactory.GetGrain<IChainGrain>(key);
}

/// <summary>Calls the grain that wakes it while it is being woken.</summary>
public sealed class EagerGrain : Grain, IEagerGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyLong() == 2)
        {
            await GrainFactory.GetGrain<IEagerGrain>(1).Poke();
        }
    }

    public Task Poke() => Task.CompletedTask;

    public Task Start(long origin) => GrainFactory.GetGrain<IEagerGrain>(origin).Poke();
}

public sealed class CycleTests
{
    [Fact]
    public async Task A_chain_that_would_wait_for_itself_fails_at_once_with_its_path()
    {
        await using var engine = await TestEngine.Start();

        var failure = await Assert.ThrowsAsync<DeadlockException>(
            () => engine.Grains.GetGrain<IChainGrain>(1).Foo(2));

        Assert.Contains(
            "ChainGrain(1).Foo → ChainGrain(2).Bar → ChainGrain(1).Baz", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grain_that_waits_for_itself_is_the_shortest_cycle()
    {
        await using var engine = await TestEngine.Start();

        var failure = await Assert.ThrowsAsync<DeadlockException>(
            () => engine.Grains.GetGrain<IChainGrain>(1).Foo(1));

        Assert.Contains("ChainGrain(1).Foo → ChainGrain(1).Bar", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waking_a_grain_is_part_of_the_chain()
    {
        await using var engine = await TestEngine.Start();

        var failure = await Assert.ThrowsAsync<DeadlockException>(
            () => engine.Grains.GetGrain<IEagerGrain>(1).Start(2));

        Assert.Contains(
            "EagerGrain(1).Start → EagerGrain(2).OnActivateAsync → EagerGrain(1).Poke", failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_interleave_may_call_back()
    {
        await using var engine = await TestEngine.Start();

        Assert.Equal(42, await engine.Grains.GetGrain<IChainGrain>(1).AskThrough(2));
        Assert.Equal(43, await engine.Grains.GetGrain<IChainGrain>(1).ReadThrough(2));
    }
}
