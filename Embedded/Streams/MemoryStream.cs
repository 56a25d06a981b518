using Orleans.Runtime;
using Orleans.Streams;

namespace Instagram.Embedded.Streams;

/// <summary>One end of a stream: names it and knows the type of its events.</summary>
internal sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId id) : IAsyncStream<T>
{
    public StreamId StreamId => id;

    public string ProviderName => provider.Name;

    public bool IsRewindable => false;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) =>
        Publish([Event(item, StreamEventKind.Next)]);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) =>
        Publish([.. batch.Select(item => Event(item, StreamEventKind.Next))]);

    public Task OnCompletedAsync() => Publish([provider.Event(null, StreamEventKind.Completed)]);

    public Task OnErrorAsync(Exception ex) => Publish([provider.Event(ex, StreamEventKind.Error)]);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
        Subscribe(new ItemSink<T>(observer));

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) =>
        Subscribe(new BatchSink<T>(observer));

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
            [.. provider.SubscriptionsOfCaller(id).Select(key => new SubscriptionHandle<T>(provider, key))]);

    private StreamEvent Event(T item, StreamEventKind kind) =>
        provider.Event(provider.Copier is { } copier ? copier.Copy(item, $"stream {id}") : item, kind);

    private Task Publish(StreamEvent[] events)
    {
        provider.Publish(id, events);
        return Task.CompletedTask;
    }

    private Task<StreamSubscriptionHandle<T>> Subscribe(IEventSink sink) =>
        new SubscriptionHandle<T>(provider, provider.Subscribe(id)).Attach(sink);
}
