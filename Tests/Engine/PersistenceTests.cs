using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Instagram.Tests.Engine;

public interface ICounterGrain : IGrainWithIntegerKey
{
    Task<int> Get();

    Task<int> Increment();

    Task Clear();

    Task End();
}

public sealed class CounterState
{
    public int Value { get; set; }

    public List<string> Notes { get; set; } = [];
}

public sealed class CounterGrain(
    [PersistentState("counter")] IPersistentState<CounterState> state,
    [PersistentState("other", "second")] IPersistentState<CounterState> other) : Grain, ICounterGrain
{
    private int valueAtActivation = -1;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        valueAtActivation = state.State.Value;
        return Task.CompletedTask;
    }

    public Task<int> Get() => Task.FromResult(valueAtActivation);

    public async Task<int> Increment()
    {
        state.State.Value++;
        state.State.Notes.Add("incremented");
        await state.WriteStateAsync();
        other.State.Value--;
        await other.WriteStateAsync();
        return state.State.Value + state.State.Notes.Count + other.State.Value;
    }

    public Task Clear() => state.ClearStateAsync();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class PersistenceTests
{
    [Fact]
    public async Task State_is_read_before_activation_and_survives_it()
    {
        await using var engine = await TestEngine.Start(silo: silo => silo.AddMemoryGrainStorage("second"));
        var grain = engine.Grains.GetGrain<ICounterGrain>(1);
        Assert.Equal(0, await grain.Get());
        Assert.Equal(1, await grain.Increment());
        Assert.Equal(2, await grain.Increment());
        await grain.End();

        Assert.Equal(2, await grain.Get());
        await grain.Clear();
        await grain.End();
        Assert.Equal(0, await grain.Get());
    }

    [Fact]
    public async Task A_conflicting_write_fails_and_the_next_call_finds_fresh_state()
    {
        await using var engine = await TestEngine.Start(silo: silo => silo.AddMemoryGrainStorage("second"));
        var grain = engine.Grains.GetGrain<ICounterGrain>(1);
        await grain.Increment();
        await engine.Overwrite(grain.GetGrainId(), new CounterState { Value = 70 });

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(grain.Increment);

        Assert.NotEqual(conflict.StoredEtag, conflict.CurrentEtag);
        Assert.Equal(70, await grain.Get());
    }

    [Fact]
    public async Task A_missing_store_is_named()
    {
        await using var engine = await TestEngine.Start();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            engine.Grains.GetGrain<ICounterGrain>(1).Get);

        Assert.Contains("CounterGrain(1) keeps state 'other' in storage 'second'", failure.Message,
            StringComparison.Ordinal);
    }
}
