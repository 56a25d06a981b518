using Instagram.Embedded.Activations;
using Instagram.Embedded.Calls;
using Orleans.Runtime;

namespace Instagram.Embedded.Streams;

/// <summary>
/// The events of one stream for one subscriber, delivered in order, batch after batch. Its members but the delivery
/// itself are guarded by the channel's gate. A slow subscriber has only its own queue to fill.
/// </summary>
internal sealed class SubscriptionQueue(MemoryStreamProvider provider, StreamChannel channel, SubscriptionKey key)
{
    private static readonly CallMethod Delivery = new("Stream", "delivery", CallTraits.None, 0);

    private readonly Queue<StreamEvent> events = new();

    /// <summary>A delivery takes turns like a grain, so that whoever orders turns orders deliveries.</summary>
    private readonly TurnScheduler turns = new(provider.Engine.Dispatcher);
    private int inDelivery;
    private bool delivering;

    internal SubscriptionKey Key => key;

    /// <summary>The observer, when it is no grain.</summary>
    internal IEventSink? Outside { get; set; }

    internal string Consumer => key.Consumer.IsDefault ? "an observer outside of grains" : key.Consumer.ToString();

    /// <summary>Events that wait or are just being delivered.</summary>
    internal int Count => events.Count + inDelivery;

    internal bool IsIdle => !delivering;

    internal void Add(StreamEvent[] added)
    {
        foreach (var each in added)
        {
            events.Enqueue(each);
        }

        if (!delivering)
        {
            delivering = true;
            // Neither in the publisher's turn nor in its context.
            turns.Post(() => _ = DeliverAll());
        }
    }

    internal StreamEvent[]? Take(int most)
    {
        provider.CountQueued(-inDelivery);
        inDelivery = Math.Min(most, events.Count);
        delivering = inDelivery > 0;
        if (!delivering)
        {
            return null;
        }

        var taken = new StreamEvent[inDelivery];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = events.Dequeue();
        }

        return taken;
    }

    internal void Clear()
    {
        provider.CountQueued(-events.Count);
        events.Clear();
    }

    private async Task DeliverAll()
    {
        while (channel.Take(this) is { } batch)
        {
            await Deliver(batch);
        }
    }

    private async Task Deliver(StreamEvent[] batch)
    {
        var delivered = 0;
        for (var attempt = 1; delivered < batch.Length; attempt++)
        {
            var part = new DeliveryBatch(batch, delivered);
            try
            {
                await Send(part);
                return;
            }
            catch (SiloUnavailableException)
            {
                return;
            }
            catch (Exception failure)
            {
                attempt = part.Delivered > delivered ? 1 : attempt;
                delivered = part.Delivered;
                EngineLog.DeliveryFailed(
                    provider.Engine.Log, key.Stream.ToString(), Consumer, attempt, failure);
                if (attempt >= provider.Options.MaxAttempts)
                {
                    await GiveUp(attempt, failure);
                    delivered += Math.Min(part.Unit, batch.Length - delivered);
                    attempt = 0;
                }
                else
                {
                    await Task.Delay(provider.Options.RetryDelay * (1 << (attempt - 1)), provider.Engine.Time);
                }
            }
        }
    }

    private Task Send(DeliveryBatch batch) => key.Consumer.IsDefault
        ? Outside is { } sink
            ? sink.Deliver(batch).WaitAsync(provider.Options.DeliveryTimeout, provider.Engine.Time)
            : Task.CompletedTask
        : InGrain(observers => observers.Deliver(provider, key, batch));

    private async Task GiveUp(int attempts, Exception failure)
    {
        EngineLog.EventGivenUp(provider.Engine.Log, key.Stream.ToString(), Consumer, attempts, failure);
        try
        {
            await (key.Consumer.IsDefault
                ? Outside?.Fail(failure) ?? Task.CompletedTask
                : InGrain(observers => observers.Fail(provider, key, failure)));
        }
        catch (Exception second)
        {
            // An observer without an OnErrorAsync of its own hands the failure back.
            if (!ReferenceEquals(second, failure))
            {
                EngineLog.DeliveryFailed(provider.Engine.Log, key.Stream.ToString(), Consumer, attempts, second);
            }
        }
    }

    private Task InGrain(Func<AttachedObservers, Task> work)
    {
        var call = new EngineCall(Delivery, _ => work(AttachedObservers.Of(TurnContext.Current!.Activation!)));
        provider.Engine.SendOwn(call, key.Consumer, provider.Options.DeliveryTimeout);
        return call.Answered;
    }
}
