using Instagram.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Tests.Engine;

public interface IProducerGrain : IGrainWithIntegerKey
{
    Task Publish(string text);
}

public interface IItemConsumerGrain : IGrainWithIntegerKey;

public interface IBatchConsumerGrain : IGrainWithIntegerKey;

public interface ILateConsumerGrain : IGrainWithIntegerKey
{
    Task Subscribe();

    Task Unsubscribe();

    Task End();
}

/// <summary>What the consumers of a test shall do with events, by text.</summary>
public sealed class Conduct
{
    public Gate Slow { get; } = new();

    public int FailuresLeft { get; set; }
}

public sealed class ProducerGrain : Grain, IProducerGrain
{
    public Task Publish(string text) =>
        this.GetStreamProvider("memory").GetStream<string>(StreamId.Create("tests.items", this.GetPrimaryKeyLong()))
            .OnNextAsync(text);
}

[ImplicitStreamSubscription("tests.items")]
public sealed class ItemConsumerGrain(Journal journal, Conduct conduct)
    : Grain, IItemConsumerGrain, IStreamSubscriptionObserver, IAsyncObserver<string>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<string>().ResumeAsync(this);

    public async Task OnNextAsync(string item, StreamSequenceToken? token = null)
    {
        if (item.StartsWith("slow", StringComparison.Ordinal))
        {
            await conduct.Slow.Pass();
        }

        if (item.StartsWith("bad", StringComparison.Ordinal) && conduct.FailuresLeft-- > 0)
        {
            journal.Add($"{this.GetPrimaryKeyLong()} failed {item}");
            throw new InvalidOperationException(item);
        }

        journal.Add($"{this.GetPrimaryKeyLong()} {item}");
    }

    public Task OnErrorAsync(Exception ex)
    {
        journal.Add($"{this.GetPrimaryKeyLong()} gave up {ex.Message}");
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync()
    {
        journal.Add($"{this.GetPrimaryKeyLong()} completed");
        return Task.CompletedTask;
    }
}

[ImplicitStreamSubscription("tests.batches")]
public sealed class BatchConsumerGrain(Journal journal, Conduct conduct)
    : Grain, IBatchConsumerGrain, IStreamSubscriptionObserver, IAsyncBatchObserver<int>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<int>().ResumeAsync(this);

    public async Task OnNextAsync(IList<SequentialItem<int>> items)
    {
        if (items[0].Item == 0)
        {
            await conduct.Slow.Pass();
        }

        journal.Add(string.Join(",", items.Select(each => each.Item)));
    }
}

[ImplicitStreamSubscription("tests.batches")]
public sealed class SecondBatchConsumerGrain(Journal journal) : Grain, IItemConsumerGrain, IAsyncObserver<int>
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        await this.GetStreamProvider("memory")
            .GetStream<int>(StreamId.Create("tests.batches", this.GetPrimaryKeyLong())).SubscribeAsync(this);

    public Task OnNextAsync(int item, StreamSequenceToken? token = null)
    {
        journal.Add($"second {item}");
        return Task.CompletedTask;
    }
}

public sealed class LateConsumerGrain(Journal journal) : Grain, ILateConsumerGrain
{
    private IAsyncStream<string> Stream =>
        this.GetStreamProvider("memory").GetStream<string>(StreamId.Create("tests.late", "all"));

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var handle in await Stream.GetAllSubscriptionHandles())
        {
            await handle.ResumeAsync(Take);
        }
    }

    public Task Subscribe() => Stream.SubscribeAsync(Take);

    public async Task Unsubscribe()
    {
        foreach (var handle in await Stream.GetAllSubscriptionHandles())
        {
            await handle.UnsubscribeAsync();
        }
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task Take(string item, StreamSequenceToken? token)
    {
        Assert.NotEqual(TaskScheduler.Default, TaskScheduler.Current);
        journal.Add($"{this.GetPrimaryKeyLong()} {item}");
        return Task.CompletedTask;
    }
}

public sealed class StreamTests
{
    private readonly Conduct conduct = new();

    [Fact]
    public async Task Events_reach_the_implicit_subscriber_in_order_and_at_once()
    {
        await using var engine = await Start();
        for (var i = 0; i < 1_000; i++)
        {
            await Items(engine, 1).OnNextAsync($"e{i}");
        }

        await engine.Grains.GetGrain<IProducerGrain>(1).Publish("last");
        await engine.Journal.WaitFor("1 last");

        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"1 e{i}").Append("1 last"), engine.Journal.Entries);
    }

    [Fact]
    public async Task Several_classes_subscribe_to_one_namespace_and_batches_arrive_as_batches()
    {
        conduct.Slow.Open();
        await using var engine = await Start();

        await Batches(engine, 7).OnNextBatchAsync([1, 2, 3]);

        await engine.Journal.WaitForCount(4);
        Assert.Contains("1,2,3", engine.Journal.Entries);
        Assert.Equal(
            ["second 1", "second 2", "second 3"],
            engine.Journal.Entries.Where(entry => entry.StartsWith("second", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_slow_consumer_fills_its_own_queue_only_and_then_its_producer_is_told()
    {
        await using var engine = await Start(options => options.MaxQueuedPerSubscription = 10);
        await Items(engine, 1).OnNextAsync("slow");
        await conduct.Slow.Started;
        for (var i = 1; i < 10; i++)
        {
            await Items(engine, 1).OnNextAsync($"e{i}");
        }

        var full = await Assert.ThrowsAsync<LimitExceededException>(() => Items(engine, 1).OnNextAsync("too many"));
        Assert.Contains("tests.items/1", full.Message, StringComparison.Ordinal);
        Assert.Contains("bound of 10", full.Message, StringComparison.Ordinal);
        await Items(engine, 2).OnNextAsync("other");
        await engine.Journal.WaitFor("2 other");

        conduct.Slow.Open();
        await engine.Journal.WaitFor("1 e9");
        await Items(engine, 1).OnNextAsync("again");
        await engine.Journal.WaitFor("1 again");
        Assert.DoesNotContain("1 too many", engine.Journal.Entries);
    }

    [Fact]
    public async Task The_whole_provider_has_a_bound_too()
    {
        await using var engine = await Start(options => options.MaxQueued = 5);
        await Items(engine, 1).OnNextBatchAsync(["slow", "a", "b"]);
        await conduct.Slow.Started;

        var full = await Assert.ThrowsAsync<LimitExceededException>(
            () => Items(engine, 2).OnNextBatchAsync(["x", "y", "z"]));

        Assert.Contains("bound of 5", full.Message, StringComparison.Ordinal);
        conduct.Slow.Open();
        await engine.Journal.WaitFor("1 b");
    }

    [Fact]
    public async Task A_failing_event_is_tried_again_before_the_next_one()
    {
        conduct.FailuresLeft = 2;
        await using var engine = await Start();

        await Items(engine, 1).OnNextBatchAsync(["a", "bad", "c"]);

        await engine.Journal.WaitFor("1 c");
        Assert.Equal(["1 a", "1 failed bad", "1 failed bad", "1 bad", "1 c"], engine.Journal.Entries);
    }

    [Fact]
    public async Task An_event_that_keeps_failing_is_given_up_and_reported()
    {
        conduct.FailuresLeft = int.MaxValue;
        await using var engine = await Start(options => options.MaxAttempts = 3);

        await Items(engine, 1).OnNextBatchAsync(["a", "bad", "c"]);

        await engine.Journal.WaitFor("1 c");
        Assert.Equal(
            ["1 a", "1 failed bad", "1 failed bad", "1 failed bad", "1 gave up bad", "1 c"], engine.Journal.Entries);
    }

    [Fact]
    public async Task A_retry_waits_longer_each_time()
    {
        conduct.FailuresLeft = 2;
        await using var engine = await Start(options => options.RetryDelay = TimeSpan.FromSeconds(1));
        await Items(engine, 1).OnNextAsync("bad");

        await engine.Time.WaitForTimer(TimeSpan.FromSeconds(1));
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        await engine.Time.WaitForTimer(TimeSpan.FromSeconds(2));
        engine.Time.Advance(TimeSpan.FromSeconds(2));

        await engine.Journal.WaitFor("1 bad");
    }

    [Fact]
    public async Task Long_deliveries_outlive_the_response_timeout()
    {
        await using var engine = await Start();
        await Items(engine, 1).OnNextBatchAsync(["slow", "next"]);
        await conduct.Slow.Started;

        engine.Time.Advance(TimeSpan.FromMinutes(4));
        conduct.Slow.Open();

        await engine.Journal.WaitFor("1 next");
        Assert.Equal(["1 slow", "1 next"], engine.Journal.Entries);
    }

    [Fact]
    public async Task The_end_of_a_stream_comes_after_its_events()
    {
        await using var engine = await Start();
        await Items(engine, 1).OnNextAsync("a");
        await Items(engine, 1).OnCompletedAsync();

        await engine.Journal.WaitFor("1 completed");
        Assert.Equal(["1 a", "1 completed"], engine.Journal.Entries);
    }

    [Fact]
    public async Task A_consumer_that_was_collected_is_woken_by_the_next_event()
    {
        await using var engine = await Start();
        await Items(engine, 1).OnNextAsync("a");
        await engine.Journal.WaitFor("1 a");
        await engine.UntilIdle();
        engine.Time.Advance(TimeSpan.FromMinutes(17));
        await engine.UntilActivations(0);

        await Items(engine, 1).OnNextAsync("b");

        await engine.Journal.WaitFor("1 b");
    }

    [Fact]
    public async Task An_explicit_subscription_outlives_the_activation_and_ends_when_asked()
    {
        await using var engine = await Start();
        var consumer = engine.Grains.GetGrain<ILateConsumerGrain>(5);
        var stream = engine.Grains.GetStreamProvider("memory").GetStream<string>(StreamId.Create("tests.late", "all"));
        await stream.OnNextAsync("unheard");
        await consumer.Subscribe();
        await stream.OnNextAsync("a");
        await engine.Journal.WaitFor("5 a");
        await consumer.End();
        await stream.OnNextAsync("b");
        await engine.Journal.WaitFor("5 b");

        await consumer.Unsubscribe();
        await stream.OnNextAsync("c");
        Assert.Equal(["5 a", "5 b"], engine.Journal.Entries);
    }

    [Fact]
    public async Task Code_outside_of_grains_subscribes_too()
    {
        await using var engine = await Start();
        var heard = new Journal();
        var stream = engine.Grains.GetStreamProvider("memory").GetStream<string>(StreamId.Create("tests.late", "x"));
        var handle = await stream.SubscribeAsync((item, _) =>
        {
            heard.Add(item);
            return Task.CompletedTask;
        });
        Assert.Equal(handle, Assert.Single(await stream.GetAllSubscriptionHandles()));

        await stream.OnNextAsync("a");
        await heard.WaitFor("a");
        await handle.UnsubscribeAsync();
        Assert.Empty(await stream.GetAllSubscriptionHandles());
    }

    private static IAsyncStream<string> Items(TestEngine engine, long key) =>
        engine.Grains.GetStreamProvider("memory").GetStream<string>(StreamId.Create("tests.items", key));

    private static IAsyncStream<int> Batches(TestEngine engine, long key) =>
        engine.Grains.GetStreamProvider("memory").GetStream<int>(StreamId.Create("tests.batches", key));

    private Task<TestEngine> Start(Action<EmbeddedStreamOptions>? configure = null) =>
        TestEngine.Start(silo: silo => silo.ConfigureServices(services => services.AddSingleton(conduct)
            .Configure<EmbeddedStreamOptions>("memory", options =>
            {
                options.RetryDelay = TimeSpan.Zero;
                configure?.Invoke(options);
            })));
}
