using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Instagram.Tests.Engine;

public interface ICalleeGrain : IGrainWithStringKey
{
    Task Hold(Gate gate);

    [ResponseTimeout("00:00:05")]
    Task<int> HoldBriefly(Gate gate);

    [OneWay]
    Task Forget(Gate gate);

    ValueTask<int> Square(int number);

    ValueTask Nothing();

    Task Throw(string message);

    Task<string?> ReadContext(string key);

    Task<string?> SetContextBelow(string key, string value);
}

public interface IForwardingGrain : IGrainWithStringKey
{
    Task<string?> ReadContextBelow(string key);

    Task ThrowBelow(string message);
}

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<Guid> Work(Gate gate);
}

public sealed class CalleeGrain : Grain, ICalleeGrain
{
    public Task Hold(Gate gate) => gate.Pass();

    public async Task<int> HoldBriefly(Gate gate)
    {
        await gate.Pass();
        return 1;
    }

    public Task Forget(Gate gate) => gate.Pass();

    public ValueTask<int> Square(int number) => ValueTask.FromResult(number * number);

    public ValueTask Nothing() => ValueTask.CompletedTask;

    public Task Throw(string message) => throw new KeyNotFoundException(message);

    public Task<string?> ReadContext(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public async Task<string?> SetContextBelow(string key, string value)
    {
        RequestContext.Set(key, value);
        return await GrainFactory.GetGrain<ICalleeGrain>(this.GetPrimaryKeyString() + "+").ReadContext(key);
    }
}

public sealed class ForwardingGrain : Grain, IForwardingGrain
{
    public Task<string?> ReadContextBelow(string key) =>
        GrainFactory.GetGrain<ICalleeGrain>("below").ReadContext(key);

    public Task ThrowBelow(string message) => GrainFactory.GetGrain<ICalleeGrain>("below").Throw(message);
}

[StatelessWorker(3)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid self = Guid.NewGuid();

    public async Task<Guid> Work(Gate gate)
    {
        await gate.Pass();
        return self;
    }
}

public sealed class CallTests
{
    [Fact]
    public async Task A_late_answer_is_a_timeout_that_names_grain_method_time_and_queue()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<ICalleeGrain>("x");
        var gate = new Gate();
        var brief = grain.HoldBriefly(gate);
        await gate.Started;
        var waiting = grain.Hold(new Gate());
        engine.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(brief.IsCompleted);

        engine.Time.Advance(TimeSpan.FromSeconds(0.5));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => brief);
        Assert.Contains("CalleeGrain(x)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ICalleeGrain.HoldBriefly within 00:00:05", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1 running and 1 waiting", failure.Message, StringComparison.Ordinal);

        engine.Time.Advance(TimeSpan.FromSeconds(25));
        failure = await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Assert.Contains("ICalleeGrain.Hold within 00:00:30: it was waiting", failure.Message, StringComparison.Ordinal);
        gate.Open();
        Assert.Equal(9, await grain.Square(3));
    }

    [Fact]
    public async Task One_way_callers_do_not_wait()
    {
        await using var engine = await TestEngine.Start();
        var gate = new Gate();

        await engine.Grains.GetGrain<ICalleeGrain>("x").Forget(gate);

        await gate.Started;
        gate.Open();
    }

    [Fact]
    public async Task Value_tasks_answer()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<ICalleeGrain>("x");

        await grain.Nothing();
        Assert.Equal(49, await grain.Square(7));
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_and_stack()
    {
        await using var engine = await TestEngine.Start();

        var failure = await Assert.ThrowsAsync<KeyNotFoundException>(
            () => engine.Grains.GetGrain<IForwardingGrain>("x").ThrowBelow("gone"));

        Assert.Equal("gone", failure.Message);
        Assert.Contains("CalleeGrain.Throw", failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_context_travels_down_and_never_back()
    {
        await using var engine = await TestEngine.Start();
        RequestContext.Set("trace", "t1");

        Assert.Equal("t1", await engine.Grains.GetGrain<IForwardingGrain>("x").ReadContextBelow("trace"));
        Assert.Equal("t2", await engine.Grains.GetGrain<ICalleeGrain>("x").SetContextBelow("trace", "t2"));
        Assert.Equal("t1", RequestContext.Get("trace"));
        RequestContext.Clear();
        Assert.Null(await engine.Grains.GetGrain<ICalleeGrain>("x").ReadContext("trace"));
    }

    [Fact]
    public async Task A_full_mailbox_refuses_the_next_request()
    {
        await using var engine = await TestEngine.Start(options => options.MaxWaitingRequests = 10);
        var grain = engine.Grains.GetGrain<ICalleeGrain>("x");
        var gate = new Gate();
        var running = grain.Hold(gate);
        await gate.Started;
        var waiting = Enumerable.Range(0, 10).Select(number => grain.Square(number).AsTask()).ToArray();

        var refused = await Assert.ThrowsAsync<LimitExceededException>(() => grain.Square(1).AsTask());

        Assert.Contains("CalleeGrain(x) has 10 waiting", refused.Message, StringComparison.Ordinal);
        gate.Open();
        await running;
        Assert.Equal(285, (await Task.WhenAll(waiting)).Sum());
    }

    [Fact]
    public async Task A_stateless_worker_grows_to_its_limit_and_no_further()
    {
        await using var engine = await TestEngine.Start();
        var worker = engine.Grains.GetGrain<IWorkerGrain>(0);
        var gates = Enumerable.Range(0, 7).Select(_ => new Gate()).ToArray();
        var work = gates.Select(worker.Work).ToArray();
        await Task.WhenAll(gates[..3].Select(gate => gate.Started));

        Assert.Equal(3, engine.Engine.ActivationCount);
        Assert.All(gates[3..], gate => Assert.False(gate.Started.IsCompleted));
        Array.ForEach(gates, gate => gate.Open());
        Assert.Equal(3, (await Task.WhenAll(work)).Distinct().Count());

        engine.Time.Advance(TimeSpan.FromMinutes(17));
        await engine.UntilActivations(0);
        gates[0].Open();
        await worker.Work(gates[0]);
    }

    [Fact]
    public async Task References_are_equal_when_they_name_the_same_grain()
    {
        await using var engine = await TestEngine.Start();

        Assert.Equal(engine.Grains.GetGrain<ICalleeGrain>("x"), engine.Grains.GetGrain<ICalleeGrain>("x"));
        Assert.NotEqual(engine.Grains.GetGrain<ICalleeGrain>("x"), engine.Grains.GetGrain<ICalleeGrain>("y"));
        Assert.Equal("callee/x", engine.Grains.GetGrain<ICalleeGrain>("x").GetGrainId().ToString());
        Assert.Equal(-5, engine.Grains.GetGrain<ITurnGrain>(-5).GetPrimaryKeyLong());
    }
}
