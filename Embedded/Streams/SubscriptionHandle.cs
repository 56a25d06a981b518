using Instagram.Embedded.Calls;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Embedded.Streams;

internal sealed class SubscriptionHandle<T>(MemoryStreamProvider provider, SubscriptionKey key)
    : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => key.Stream;

    public override string ProviderName => key.Provider;

    public override Guid HandleId => key.HandleId;

    public override Task UnsubscribeAsync()
    {
        TurnContext.Current?.Activation?.Streams?.Detach(key);
        provider.Unsubscribe(key);
        return Task.CompletedTask;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null) => Attach(new ItemSink<T>(observer));

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null) => Attach(new BatchSink<T>(observer));

    internal Task<StreamSubscriptionHandle<T>> Attach(IEventSink sink)
    {
        if (key.Consumer.IsDefault)
        {
            provider.AttachOutside(key, sink);
        }
        else if (TurnContext.Current?.Activation is { } activation && activation.Id == key.Consumer)
        {
            AttachedObservers.Of(activation).Attach(key, sink);
        }
        else
        {
            throw new InvalidOperationException($"Only {key.Consumer} itself can resume its subscription.");
        }

        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }
}

internal sealed class HandleFactory(MemoryStreamProvider provider, SubscriptionKey key)
    : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => key.Stream;

    public string ProviderName => key.Provider;

    public StreamSubscriptionHandle<T> Create<T>() => new SubscriptionHandle<T>(provider, key);
}
