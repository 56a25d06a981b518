using System.Collections.Concurrent;
using System.Globalization;
using Instagram.Embedded.Activations;
using Instagram.Embedded.Calls;
using Instagram.Embedded.Identity;
using Instagram.Embedded.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Streams;

namespace Instagram.Embedded.Streams;

/// <summary>Streams in memory: every event goes to the queue of each subscription, and from there at once.</summary>
internal sealed class MemoryStreamProvider : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, StreamChannel> channels = new();
    private readonly ILookup<string, GrainClass> implicitSubscribers;
    private long lastNumber;
    private int queued;

    public MemoryStreamProvider(
        [ServiceKey] string name, Engine engine, IOptionsMonitor<EmbeddedStreamOptions> options)
    {
        Name = name;
        Engine = engine;
        Options = options.Get(name);
        implicitSubscribers = engine.Classes
            .SelectMany(each => each.Namespaces, (Class, Namespace) => (Class, Namespace))
            .ToLookup(pair => pair.Namespace, pair => pair.Class, StringComparer.Ordinal);
    }

    public string Name { get; }

    public bool IsRewindable => false;

    internal Engine Engine { get; }

    internal EmbeddedStreamOptions Options { get; }

    internal MessageCopier? Copier => Engine.Copier;

    internal int Queued => Volatile.Read(ref queued);

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    internal StreamEvent Event(object? item, StreamEventKind kind) =>
        new(item, new EventToken(Interlocked.Increment(ref lastNumber)), kind);

    /// <summary>Queues the events for every subscription, or for none.</summary>
    internal void Publish(StreamId stream, StreamEvent[] events)
    {
        if (implicitSubscribers.Contains(stream.GetNamespace() ?? "") || channels.ContainsKey(stream))
        {
            while (!ChannelOf(stream).TryPublish(events))
            {
            }
        }
    }

    internal void CountQueued(int change) => Interlocked.Add(ref queued, change);

    internal void Forget(StreamChannel channel) => channels.TryRemove(KeyValuePair.Create(channel.Id, channel));

    /// <summary>Subscribes the running grain, or else the code outside of grains.</summary>
    internal SubscriptionKey Subscribe(StreamId stream)
    {
        var consumer = CallingGrain();
        var own = ImplicitSubscriptions(stream).FirstOrDefault(each => each.Consumer == consumer);
        if (own != default)
        {
            return own;
        }

        var key = new SubscriptionKey(stream, Name, consumer, Guid.NewGuid());
        while (!ChannelOf(stream).TryAdd(key))
        {
        }

        return key;
    }

    internal void Unsubscribe(SubscriptionKey key)
    {
        if (!key.IsImplicit && channels.TryGetValue(key.Stream, out var channel))
        {
            channel.Remove(key);
        }
    }

    internal void AttachOutside(SubscriptionKey key, IEventSink sink)
    {
        if (channels.TryGetValue(key.Stream, out var channel))
        {
            channel.AttachOutside(key, sink);
        }
    }

    internal IEnumerable<SubscriptionKey> SubscriptionsOfCaller(StreamId stream)
    {
        var consumer = CallingGrain();
        var explicitOnes = channels.TryGetValue(stream, out var channel) ? channel.ExplicitKeys() : [];
        return ImplicitSubscriptions(stream).Concat(explicitOnes).Where(key => key.Consumer == consumer);
    }

    internal IEnumerable<SubscriptionKey> ImplicitSubscriptions(StreamId stream)
    {
        foreach (var subscriber in implicitSubscribers[stream.GetNamespace() ?? ""])
        {
            var key = stream.GetKeyAsString();
            if (subscriber.HasIntegerKey)
            {
                if (!long.TryParse(key, CultureInfo.InvariantCulture, out var number))
                {
                    continue;
                }

                key = GrainKeys.Of(number);
            }

            yield return new SubscriptionKey(stream, Name, GrainId.Create(subscriber.TypeName, key), Guid.Empty);
        }
    }

    private static GrainId CallingGrain() =>
        TurnContext.Current?.Activation is { Instance: not null } activation ? activation.Id : default;

    private StreamChannel ChannelOf(StreamId stream) =>
        channels.GetOrAdd(stream, static (id, provider) => new StreamChannel(provider, id), this);
}
