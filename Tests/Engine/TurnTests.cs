using Orleans;

namespace Instagram.Tests.Engine;

public interface ITurnGrain : IGrainWithIntegerKey
{
    Task<int> Add(int amount);

    Task<bool> StaysOnActivation();

    Task<string> RunGated(string name, Gate gate);
}

public sealed class TurnGrain : Grain, ITurnGrain
{
    private int total;
    private int inside;

    public async Task<int> Add(int amount)
    {
        Assert.Equal(1, Interlocked.Increment(ref inside));
        var before = total;
        await Task.Yield();
        total = before + amount;
        Assert.Equal(0, Interlocked.Decrement(ref inside));
        return total;
    }

    public async Task<bool> StaysOnActivation()
    {
        var own = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current == own;
        await Task.Run(() => { });
        var afterPool = TaskScheduler.Current == own;
        var started = await Task.Factory.StartNew(() => TaskScheduler.Current == own);
        var forgotten = new TaskCompletionSource<bool>();
        _ = Forgotten(own, forgotten);
        return own != TaskScheduler.Default && afterYield && afterPool && started && await forgotten.Task;
    }

    public async Task<string> RunGated(string name, Gate gate)
    {
        await gate.Pass();
        return name;
    }

    private static async Task Forgotten(TaskScheduler own, TaskCompletionSource<bool> done)
    {
        await Task.Yield();
        done.SetResult(TaskScheduler.Current == own);
    }
}

public sealed class TurnTests
{
    [Fact]
    public async Task A_storm_from_many_threads_is_served_one_at_a_time()
    {
        await using var engine = await TestEngine.Start();
        var grain = engine.Grains.GetGrain<ITurnGrain>(1);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => grain.Add(1)));
        })));

        Assert.Equal(4001, await grain.Add(1));
    }

    [Fact]
    public async Task Everything_started_in_a_turn_stays_on_the_activation()
    {
        await using var engine = await TestEngine.Start();

        Assert.True(await engine.Grains.GetGrain<ITurnGrain>(1).StaysOnActivation());
    }

    [Fact]
    public async Task A_slow_grain_does_not_hold_up_others()
    {
        await using var engine = await TestEngine.Start();
        var gate = new Gate();
        var slow = engine.Grains.GetGrain<ITurnGrain>(1).RunGated("slow", gate);
        await gate.Started;

        var others = Enumerable.Range(2, 100).Select(key => engine.Grains.GetGrain<ITurnGrain>(key).Add(1));

        Assert.All(await Task.WhenAll(others), total => Assert.Equal(1, total));
        Assert.False(slow.IsCompleted);
        gate.Open();
        Assert.Equal("slow", await slow);
    }
}
