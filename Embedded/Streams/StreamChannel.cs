using Orleans.Runtime;

namespace Instagram.Embedded.Streams;

/// <summary>
/// One stream while it has events on the way or explicit subscribers; otherwise it is forgotten. The gate gives all
/// subscribers the same order of events.
/// </summary>
internal sealed class StreamChannel
{
    private readonly Lock gate = new();
    private readonly List<SubscriptionQueue> subscriptions;
    private readonly MemoryStreamProvider provider;
    private bool closed;

    internal StreamChannel(MemoryStreamProvider provider, StreamId id)
    {
        this.provider = provider;
        Id = id;
        subscriptions = [.. provider.ImplicitSubscriptions(id).Select(Queue)];
    }

    internal StreamId Id { get; }

    /// <summary>False when the channel was forgotten meanwhile.</summary>
    internal bool TryPublish(StreamEvent[] events)
    {
        lock (gate)
        {
            if (closed)
            {
                return false;
            }

            RefuseWhenFull(events.Length);
            foreach (var subscription in subscriptions)
            {
                provider.CountQueued(events.Length);
                subscription.Add(events);
            }

            CloseWhenIdle();
            return true;
        }
    }

    internal bool TryAdd(SubscriptionKey key)
    {
        lock (gate)
        {
            if (!closed)
            {
                subscriptions.Add(Queue(key));
            }

            return !closed;
        }
    }

    internal void Remove(SubscriptionKey key)
    {
        lock (gate)
        {
            foreach (var removed in subscriptions.Where(each => each.Key == key).ToArray())
            {
                subscriptions.Remove(removed);
                removed.Clear();
            }

            CloseWhenIdle();
        }
    }

    internal void AttachOutside(SubscriptionKey key, IEventSink sink)
    {
        lock (gate)
        {
            foreach (var subscription in subscriptions.Where(each => each.Key == key))
            {
                subscription.Outside = sink;
            }
        }
    }

    internal SubscriptionKey[] ExplicitKeys()
    {
        lock (gate)
        {
            return [.. subscriptions.Select(each => each.Key).Where(key => !key.IsImplicit)];
        }
    }

    /// <summary>The next events of a subscription; null ends its delivery until there are more.</summary>
    internal StreamEvent[]? Take(SubscriptionQueue subscription)
    {
        lock (gate)
        {
            var events = subscription.Take(provider.Options.MaxBatch);
            CloseWhenIdle();
            return events;
        }
    }

    private SubscriptionQueue Queue(SubscriptionKey key) => new(provider, this, key);

    private void RefuseWhenFull(int added)
    {
        var bound = provider.Options.MaxQueuedPerSubscription;
        if (subscriptions.FirstOrDefault(each => each.Count + added > bound) is { } full)
        {
            throw new LimitExceededException(
                $"Stream {Id} of '{provider.Name}' has {full.Count} events waiting for {full.Consumer}; "
                + $"{added} more would pass the bound of {bound}.");
        }

        if (provider.Queued + added * subscriptions.Count > provider.Options.MaxQueued)
        {
            throw new LimitExceededException(
                $"The streams of '{provider.Name}' hold {provider.Queued} events; {added} more for "
                + $"{subscriptions.Count} subscribers of {Id} would pass the bound of {provider.Options.MaxQueued}.");
        }
    }

    private void CloseWhenIdle()
    {
        if (!closed && subscriptions.TrueForAll(each => each.Key.IsImplicit && each.IsIdle))
        {
            closed = true;
            provider.Forget(this);
        }
    }
}
