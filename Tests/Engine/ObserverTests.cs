using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;
using Orleans.Utilities;

namespace Instagram.Tests.Engine;

public interface INewsObserver : IGrainObserver
{
    void Heard(string news);

    Task<int> Count();
}

public interface INewsGrain : IGrainWithIntegerKey
{
    Task Subscribe(INewsObserver observer);

    Task<int> Tell(string news);

    Task<int> AskCount();

    Task<int> CallOwnObserver();
}

public sealed class NewsGrain : Grain, INewsGrain
{
    private readonly ObserverManager<INewsObserver> observers = new(TimeSpan.FromMinutes(5), NullLogger.Instance);

    public Task Subscribe(INewsObserver observer)
    {
        observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public async Task<int> Tell(string news)
    {
        observers.Notify(observer => observer.Heard(news));
        await observers.Notify(async observer => await observer.Count());
        return observers.Count;
    }

    public async Task<int> AskCount()
    {
        var sum = 0;
        await observers.Notify(async observer => sum += await observer.Count());
        return sum;
    }

    public async Task<int> CallOwnObserver()
    {
        var own = new Reader();
        var reference = GrainFactory.CreateObjectReference<INewsObserver>(own);
        var scheduler = TaskScheduler.Current;
        own.OnHeard = _ => Assert.Equal(scheduler, TaskScheduler.Current);
        reference.Heard("me");
        var count = await reference.Count();
        GrainFactory.DeleteObjectReference<INewsObserver>(reference);
        GC.KeepAlive(own);
        return count;
    }
}

public sealed class Reader : INewsObserver
{
    private readonly List<string> heard = [];

    public Action<string>? OnHeard { get; set; }

    public IReadOnlyList<string> News => heard;

    public void Heard(string news)
    {
        OnHeard?.Invoke(news);
        heard.Add(news);
    }

    public Task<int> Count() => Task.FromResult(heard.Count);
}

public sealed class ObserverTests
{
    [Fact]
    public async Task Grains_call_observers_back_in_order()
    {
        await using var engine = await TestEngine.Start();
        var reader = new Reader();
        var reference = engine.Grains.CreateObjectReference<INewsObserver>(reader);
        var grain = engine.Grains.GetGrain<INewsGrain>(1);
        await grain.Subscribe(reference);
        await grain.Subscribe(reference);

        Assert.Equal(1, await grain.Tell("one"));
        Assert.Equal(1, await grain.Tell("two"));

        Assert.Equal(["one", "two"], reader.News);
        Assert.Equal(2, await grain.AskCount());
    }

    [Fact]
    public async Task A_deleted_observer_is_dropped()
    {
        await using var engine = await TestEngine.Start();
        var reader = new Reader();
        var reference = engine.Grains.CreateObjectReference<INewsObserver>(reader);
        var grain = engine.Grains.GetGrain<INewsGrain>(1);
        await grain.Subscribe(reference);
        engine.Grains.DeleteObjectReference<INewsObserver>(reference);

        Assert.Equal(0, await grain.Tell("one"));
        await Assert.ThrowsAsync<OrleansException>(reference.Count);
        Assert.Empty(reader.News);
    }

    [Fact]
    public async Task An_observer_made_by_a_grain_is_called_in_its_turns()
    {
        await using var engine = await TestEngine.Start();

        Assert.Equal(1, await engine.Grains.GetGrain<INewsGrain>(1).CallOwnObserver());
    }
}
