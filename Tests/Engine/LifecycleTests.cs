using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Instagram.Tests.Engine;

public interface ILifeGrain : IGrainWithIntegerKey
{
    Task<int> Touch();

    Task End();

    Task Stay(TimeSpan span);

    Task Hold(Gate gate);
}

public interface IKeptGrain : ILifeGrain;

public interface IShortGrain : ILifeGrain;

public interface IMoodyGrain : IGrainWithIntegerKey
{
    Task<int> Get();
}

public abstract class LifeGrainBase(Journal journal) : Grain, ILifeGrain
{
    private int touched;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Add($"on {this.GetPrimaryKeyLong()}");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        journal.Add($"off {this.GetPrimaryKeyLong()} {reason.ReasonCode}");
    }

    public Task<int> Touch() => Task.FromResult(++touched);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Stay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public Task Hold(Gate gate) => gate.Pass();
}

public sealed class LifeGrain(Journal journal) : LifeGrainBase(journal);

[KeepAlive]
public sealed class KeptGrain(Journal journal) : LifeGrainBase(journal), IKeptGrain;

[CollectionAgeLimit(Minutes = 2)]
public sealed class ShortGrain(Journal journal) : LifeGrainBase(journal), IShortGrain;

public sealed class MoodyGrain(MoodyGrain.Mood mood) : Grain, IMoodyGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await mood.Gate.Pass();
        if (++mood.Attempts == 1)
        {
            throw new NotSupportedException("not today");
        }
    }

    public Task<int> Get() => Task.FromResult(mood.Attempts);

    public sealed class Mood
    {
        public int Attempts { get; set; }

        public Gate Gate { get; } = new();
    }
}

public sealed class LifecycleTests
{
    [Fact]
    public async Task The_first_call_activates_and_idle_age_deactivates()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<ILifeGrain>(1);
        Assert.Empty(engine.Journal.Entries);
        Assert.Equal(1, await grain.Touch());

        engine.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(2, await grain.Touch());
        engine.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(3, await grain.Touch());
        engine.Time.Advance(TimeSpan.FromMinutes(17));

        await engine.Journal.WaitFor("off 1 ActivationIdle");
        Assert.Equal(1, await grain.Touch());
        Assert.Equal(["on 1", "off 1 ActivationIdle", "on 1"], engine.Journal.Entries);
    }

    [Fact]
    public async Task Classes_and_activations_choose_how_long_they_stay()
    {
        await using var engine = await TestEngine.Start();
        await engine.Grains.GetGrain<IKeptGrain>(1).Touch();
        await engine.Grains.GetGrain<IShortGrain>(2).Touch();
        var asked = engine.Grains.GetGrain<IShortGrain>(3);
        await asked.Stay(TimeSpan.FromMinutes(30));

        engine.Time.Advance(TimeSpan.FromMinutes(4));
        await engine.Journal.WaitFor("off 2 ActivationIdle");
        await engine.UntilActivations(2);

        engine.Time.Advance(TimeSpan.FromMinutes(30));
        await engine.Journal.WaitFor("off 3 ActivationIdle");
        await engine.UntilActivations(1);
    }

    [Fact]
    public async Task Everybody_who_waits_for_a_failing_activation_is_told_and_the_next_call_tries_afresh()
    {
        var mood = new MoodyGrain.Mood();
        await using var engine = await TestEngine.Start(
            silo: silo => silo.ConfigureServices(services => services.AddSingleton(mood)));
        var grain = engine.Grains.GetGrain<IMoodyGrain>(1);
        var waiting = Enumerable.Range(0, 10).Select(_ => grain.Get()).ToArray();
        await mood.Gate.Started;
        mood.Gate.Open();

        foreach (var call in waiting)
        {
            Assert.Equal("not today", (await Assert.ThrowsAsync<NotSupportedException>(() => call)).Message);
        }

        Assert.Equal(2, await grain.Get());
    }

    [Fact]
    public async Task A_hundred_thousand_activations_are_collected_again()
    {
        await using var engine = await TestEngine.Start();
        const int count = 100_000;
        foreach (var page in Enumerable.Range(0, count).Chunk(1_000))
        {
            await Task.WhenAll(page.Select(key => engine.Grains.GetGrain<ITurnGrain>(key).Add(1)));
        }

        Assert.Equal(count, engine.Engine.ActivationCount);
        engine.Time.Advance(TimeSpan.FromMinutes(17));
        await engine.UntilActivations(0);
    }

    [Fact]
    public async Task Above_the_bound_the_least_recently_used_go_first()
    {
        await using var engine = await TestEngine.Start(options => options.MaxActivations = 100);
        for (var key = 0; key < 100; key++)
        {
            await engine.Grains.GetGrain<IShortGrain>(key).Touch();
            engine.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        await engine.Grains.GetGrain<IShortGrain>(0).Touch();
        await engine.Grains.GetGrain<IShortGrain>(100).Touch();

        await engine.UntilActivations(90);
        var gone = engine.Journal.Entries.Where(entry => entry.StartsWith("off", StringComparison.Ordinal)).Order();
        Assert.Equal(Enumerable.Range(1, 11).Select(key => $"off {key} ActivationIdle").Order(), gone);
    }

    [Fact]
    public async Task What_arrives_while_an_activation_ends_gets_a_fresh_one()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IShortGrain>(1);
        var gate = new Gate();
        var held = grain.Hold(gate);
        await gate.Started;
        var end = grain.End();
        var after = Enumerable.Range(0, 20).Select(_ => grain.Touch()).ToArray();
        gate.Open();
        await Task.WhenAll(held, end);

        Assert.Equal(Enumerable.Range(1, 20), (await Task.WhenAll(after)).Order());
        Assert.Equal(["on 1", "off 1 ApplicationRequested", "on 1"], engine.Journal.Entries);
    }

    [Fact]
    public async Task No_call_is_lost_and_no_two_activations_live_while_collecting_in_a_loop()
    {
        // The clock below runs as fast as it can, and must not run out on a call that waits for a thread.
        await using var engine = await TestEngine.Start(silo: silo => silo
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromDays(1)));
        const int calls = 2_000;
        var callers = Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
        {
            var grain = engine.Grains.GetGrain<IShortGrain>(1);
            for (var i = 0; i < calls; i++)
            {
                Assert.InRange(await grain.Touch(), 1, 4 * calls);
                if (i % 7 == caller)
                {
                    await grain.End();
                }
            }
        })).ToArray();

        while (!Task.WhenAll(callers).IsCompleted)
        {
            engine.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await Task.WhenAll(callers);
        await engine.Stop();
        var expected = "on";
        foreach (var entry in engine.Journal.Entries)
        {
            Assert.StartsWith(expected, entry, StringComparison.Ordinal);
            expected = expected == "on" ? "off" : "on";
        }
    }

    [Fact]
    public async Task Stopping_finishes_what_runs_ends_every_activation_and_refuses_the_rest()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<IShortGrain>(1);
        var gate = new Gate();
        var held = grain.Hold(gate);
        await gate.Started;
        await engine.Grains.GetGrain<IKeptGrain>(2).Touch();

        var stop = engine.Stop();
        await engine.Journal.WaitFor("off 2 ShuttingDown");
        var refused = await Assert.ThrowsAsync<SiloUnavailableException>(grain.Touch);
        Assert.Contains("stopping", refused.Message, StringComparison.Ordinal);
        Assert.False(stop.IsCompleted);
        gate.Open();

        await held;
        await stop;
        Assert.Contains("off 1 ShuttingDown", engine.Journal.Entries);
        Assert.Equal(0, engine.Engine.ActivationCount);
    }

    [Fact]
    public async Task Stopping_takes_no_longer_than_its_bound()
    {
        await using var engine = await TestEngine.Start(options => options.StopTimeout = TimeSpan.FromSeconds(5));
        var gate = new Gate();
        _ = engine.Grains.GetGrain<IShortGrain>(1).Hold(gate);
        await gate.Started;

        var stop = engine.Stop();
        await engine.Time.WaitForTimer(TimeSpan.FromSeconds(5));
        engine.Time.Advance(TimeSpan.FromSeconds(5));

        await stop;
    }
}
