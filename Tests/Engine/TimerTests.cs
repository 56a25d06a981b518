using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Instagram.Tests.Engine;

public interface ITickGrain : IGrainWithIntegerKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave);

    Task StartFailing(TimeSpan due, TimeSpan period);

    Task StartGated(TimeSpan due, TimeSpan period, Gate gate);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task End();

    Task Hold(Gate gate);
}

public sealed class TickGrain(Journal journal) : Grain, ITickGrain
{
    private IGrainTimer? timer;
    private int ticks;

    public Task Start(TimeSpan due, TimeSpan period, bool interleave)
    {
        timer = this.RegisterGrainTimer(
            Tick, new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan due, TimeSpan period)
    {
        timer = this.RegisterGrainTimer(
            async (text, cancellation) =>
            {
                await Tick(cancellation);
                throw new InvalidOperationException(text);
            },
            "broken", due, period);
        return Task.CompletedTask;
    }

    public Task StartGated(TimeSpan due, TimeSpan period, Gate gate)
    {
        timer = this.RegisterGrainTimer(
            async cancellation =>
            {
                await Tick(cancellation);
                await gate.Pass();
            },
            due, period);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Hold(Gate gate) => gate.Pass();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Add("off");
        return Task.CompletedTask;
    }

    private Task Tick(CancellationToken cancellation)
    {
        Assert.False(cancellation.IsCancellationRequested);
        Assert.NotEqual(TaskScheduler.Default, TaskScheduler.Current);
        journal.Add($"tick {++ticks}");
        return Task.CompletedTask;
    }
}

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_timer_ticks_in_turns_until_it_is_disposed()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<ITickGrain>(1);
        await grain.Start(Second, Second * 10, interleave: false);

        engine.Time.Advance(Second);
        await engine.Journal.WaitFor("tick 1");
        await engine.Time.WaitForTimer(Second * 10);
        engine.Time.Advance(Second * 10);
        await engine.Journal.WaitFor("tick 2");
        await grain.Stop();
        engine.Time.Advance(Second * 100);
        await grain.End();
        await engine.Journal.WaitFor("off");

        Assert.Equal(["tick 1", "tick 2", "off"], engine.Journal.Entries);
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_request_unless_it_interleaves()
    {
        await using var engine = await TestEngine.Start();
        var gate = new Gate();
        var waiting = engine.Grains.GetGrain<ITickGrain>(1);
        await waiting.Start(Second, Second * 10, interleave: false);
        var held = waiting.Hold(gate);
        await gate.Started;
        engine.Time.Advance(Second);
        Assert.Equal(1, engine.Engine.Metrics.WaitingCount);
        Assert.Empty(engine.Journal.Entries);
        gate.Open();
        await held;
        await engine.Journal.WaitFor("tick 1");

        var second = new Gate();
        var mixed = engine.Grains.GetGrain<ITickGrain>(2);
        await mixed.Start(Second, Timeout.InfiniteTimeSpan, interleave: true);
        held = mixed.Hold(second);
        await second.Started;
        engine.Time.Advance(Second);
        await engine.Journal.WaitForCount(2);
        second.Open();
        await held;
    }

    [Fact]
    public async Task Ticks_never_overlap()
    {
        await using var engine = await TestEngine.Start();
        var gate = new Gate();
        await engine.Grains.GetGrain<ITickGrain>(1).StartGated(Second, Second, gate);
        engine.Time.Advance(Second);
        await gate.Started;

        engine.Time.Advance(Second * 5);
        Assert.Equal(["tick 1"], engine.Journal.Entries);
        gate.Open();
        await engine.Time.WaitForTimer(Second);
        engine.Time.Advance(Second);
        await engine.Journal.WaitFor("tick 2");
    }

    [Fact]
    public async Task A_failing_tick_is_followed_by_the_next()
    {
        await using var engine = await TestEngine.Start();
        await engine.Grains.GetGrain<ITickGrain>(1).StartFailing(Second, Second * 10);

        engine.Time.Advance(Second);
        await engine.Time.WaitForTimer(Second * 10);
        engine.Time.Advance(Second * 10);

        await engine.Journal.WaitFor("tick 2");
    }

    [Fact]
    public async Task A_timer_can_be_set_anew()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<ITickGrain>(1);
        await grain.Start(Second * 100, Timeout.InfiniteTimeSpan, interleave: false);
        await grain.Change(Second * 3, Timeout.InfiniteTimeSpan);

        engine.Time.Advance(Second * 3);

        await engine.Journal.WaitFor("tick 1");
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation_and_does_not_keep_it()
    {
        await using var engine = await TestEngine.Start(
            silo: silo => silo.Configure<Orleans.Configuration.GrainCollectionOptions>(
                options => options.CollectionAge = TimeSpan.FromMinutes(2)));
        await engine.Grains.GetGrain<ITickGrain>(1).Start(Second * 90, Second * 600, interleave: false);
        engine.Time.Advance(Second * 90);
        await engine.Time.WaitForTimer(Second * 600);
        await engine.UntilIdle();

        // Two minutes after the call, but only half a minute after the tick.
        engine.Time.Advance(Second * 30);
        await engine.Journal.WaitFor("off");
        await engine.UntilActivations(0);
        engine.Time.Advance(Second * 6000);
        Assert.Equal(["tick 1", "off"], engine.Journal.Entries);
    }
}
