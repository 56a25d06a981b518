using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Instagram.Tests.Engine;

public interface IPlainGrain : IGrainWithIntegerKey
{
    Task Write(Gate gate);

    [ReadOnly]
    Task Read(Gate gate);

    [AlwaysInterleave]
    Task Ask(Gate gate);
}

public interface IReentrantGrain : IPlainGrain
{
    Task<int> AddSlowly();
}

public interface IChoosyGrain : IPlainGrain;

public class PlainGrain : Grain, IPlainGrain
{
    public Task Write(Gate gate) => gate.Pass();

    public Task Read(Gate gate) => gate.Pass();

    public Task Ask(Gate gate) => gate.Pass();
}

[Reentrant]
public sealed class ReentrantGrain : PlainGrain, IReentrantGrain
{
    private int total;

    public async Task<int> AddSlowly()
    {
        await Task.Yield();
        // Not atomic: only safe because continuations of interleaved requests never run in parallel.
        var before = total;
        Thread.SpinWait(50);
        total = before + 1;
        return total;
    }
}

[MayInterleave(nameof(MayInterleave))]
public sealed class ChoosyGrain : PlainGrain, IChoosyGrain
{
    public static bool MayInterleave(IInvokable request) =>
        request.GetMethodName() == nameof(Write) && request.GetArgument(0) is ChosenGate;
}

public sealed class InterleavingTests
{
    [Fact]
    public async Task The_next_request_waits_for_the_one_before()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IPlainGrain>(1);
        var (first, second) = (new Gate(), new Gate());
        var running = grain.Write(first);
        await first.Started;
        var waiting = grain.Write(second);
        await OthersRan(engine);

        Assert.False(second.Started.IsCompleted);
        first.Open();
        await running;
        await second.Started;
        second.Open();
        await waiting;
    }

    [Fact]
    public async Task Reentrant_requests_start_between_awaits_of_others()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IReentrantGrain>(1);
        var (first, second) = (new Gate(), new Gate());
        var one = grain.Write(first);
        await first.Started;
        var two = grain.Write(second);
        await second.Started;

        first.Open();
        second.Open();
        await Task.WhenAll(one, two);
    }

    [Fact]
    public async Task Continuations_of_interleaved_requests_never_run_in_parallel()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IReentrantGrain>(1);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Task.WhenAll(Enumerable.Range(0, 500).Select(_ => grain.AddSlowly())))));

        Assert.Equal(2001, await grain.AddSlowly());
    }

    [Fact]
    public async Task Readers_interleave_with_readers_only_and_do_not_starve_a_writer()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IPlainGrain>(1);
        Gate[] gates = [new(), new(), new(), new()];
        var readers = new List<Task> { grain.Read(gates[0]), grain.Read(gates[1]) };
        await Task.WhenAll(gates[0].Started, gates[1].Started);
        var writer = grain.Write(gates[2]);
        var late = grain.Read(gates[3]);
        await OthersRan(engine);
        Assert.False(gates[2].Started.IsCompleted);
        Assert.False(gates[3].Started.IsCompleted);

        gates[0].Open();
        gates[1].Open();
        await gates[2].Started;
        Assert.False(gates[3].Started.IsCompleted);
        gates[2].Open();
        await gates[3].Started;
        gates[3].Open();
        await Task.WhenAll([.. readers, writer, late]);
    }

    [Fact]
    public async Task What_always_interleaves_neither_waits_nor_blocks()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IPlainGrain>(1);
        var (write, ask, next) = (new Gate(), new Gate(), new Gate());
        var writing = grain.Write(write);
        await write.Started;
        var asking = grain.Ask(ask);
        await ask.Started;
        write.Open();
        await writing;
        var nextWriting = grain.Write(next);
        await next.Started;

        ask.Open();
        next.Open();
        await Task.WhenAll(asking, nextWriting);
    }

    [Fact]
    public async Task A_predicate_decides_by_request()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IChoosyGrain>(1);
        Gate first = new(), plain = new(), chosen = new ChosenGate();
        var running = grain.Write(first);
        await first.Started;
        var waiting = grain.Write(plain);
        var interleaved = grain.Write(chosen);
        await chosen.Started;

        Assert.False(plain.Started.IsCompleted);
        chosen.Open();
        first.Open();
        await plain.Started;
        plain.Open();
        await Task.WhenAll(running, waiting, interleaved);
    }

    [Fact]
    public async Task What_interleaves_is_bounded_too()
    {
        await using var engine = await TestEngine.Start(options => options.MaxWaitingRequests = 2);
        var grain = engine.Grains.GetGrain<IReentrantGrain>(1);
        var gates = Enumerable.Range(0, 4).Select(_ => new Gate()).ToArray();
        Task[] work = [grain.Write(gates[0]), grain.Write(gates[1])];
        await Task.WhenAll(gates[0].Started, gates[1].Started);
        work = [.. work, grain.Write(gates[2]), grain.Write(gates[3])];

        await Assert.ThrowsAsync<LimitExceededException>(() => grain.Write(new Gate()));

        Assert.False(gates[2].Started.IsCompleted);
        Array.ForEach(gates, gate => gate.Open());
        await Task.WhenAll(work);
    }

    // A request to another grain went through, so one that could start at once would have.
    private static async Task OthersRan(TestEngine engine)
    {
        for (var i = 0; i < 50; i++)
        {
            await engine.Grains.GetGrain<ITurnGrain>(99).Add(1);
        }
    }
}
