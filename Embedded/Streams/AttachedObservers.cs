using Instagram.Embedded.Activations;
using Orleans.Streams.Core;

namespace Instagram.Embedded.Streams;

/// <summary>The observers that one activation attached to its subscriptions. Only used in its turns.</summary>
internal sealed class AttachedObservers(Activation activation)
{
    private readonly Dictionary<SubscriptionKey, IEventSink> sinks = [];

    internal static AttachedObservers Of(Activation activation) =>
        activation.Streams ??= new AttachedObservers(activation);

    internal void Attach(SubscriptionKey subscription, IEventSink sink) => sinks[subscription] = sink;

    internal void Detach(SubscriptionKey subscription) => sinks.Remove(subscription);

    internal async Task Deliver(MemoryStreamProvider provider, SubscriptionKey subscription, DeliveryBatch batch) =>
        await (await Find(provider, subscription)).Deliver(batch);

    internal async Task Fail(MemoryStreamProvider provider, SubscriptionKey subscription, Exception failure) =>
        await (await Find(provider, subscription)).Fail(failure);

    private async Task<IEventSink> Find(MemoryStreamProvider provider, SubscriptionKey subscription)
    {
        if (sinks.TryGetValue(subscription, out var sink))
        {
            return sink;
        }

        if (activation.Instance is IStreamSubscriptionObserver subscriber)
        {
            await subscriber.OnSubscribed(new HandleFactory(provider, subscription));
        }

        return sinks.GetValueOrDefault(subscription) ?? throw new InvalidOperationException(
            $"{activation} is subscribed to stream {subscription.Stream} of '{subscription.Provider}', but attached "
            + $"no observer, neither in OnActivateAsync nor in {nameof(IStreamSubscriptionObserver)}.OnSubscribed.");
    }
}
