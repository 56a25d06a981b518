using Orleans.Streams;

namespace Instagram.Embedded.Streams;

/// <summary>An observer of unknown type. It tells how far it came, so that a retry goes on from there.</summary>
internal interface IEventSink
{
    Task Deliver(DeliveryBatch batch);

    Task Fail(Exception failure);
}

/// <summary>Events on their way to one consumer.</summary>
internal sealed class DeliveryBatch(StreamEvent[] events, int delivered)
{
    internal StreamEvent[] Events => events;

    /// <summary>Events from the first on that the observer took.</summary>
    internal int Delivered { get; set; } = delivered;

    /// <summary>How many events stand or fall together: all of them, unless the observer takes them singly.</summary>
    internal int Unit { get; set; } = events.Length;
}

internal sealed class ItemSink<T>(IAsyncObserver<T> observer) : IEventSink
{
    public async Task Deliver(DeliveryBatch batch)
    {
        batch.Unit = 1;
        for (; batch.Delivered < batch.Events.Length; batch.Delivered++)
        {
            var (item, token, kind) = batch.Events[batch.Delivered];
            await (kind switch
            {
                StreamEventKind.Next => observer.OnNextAsync((T)item!, token),
                StreamEventKind.Completed => observer.OnCompletedAsync(),
                _ => observer.OnErrorAsync((Exception)item!),
            });
        }
    }

    public Task Fail(Exception failure) => observer.OnErrorAsync(failure);
}

internal sealed class BatchSink<T>(IAsyncBatchObserver<T> observer) : IEventSink
{
    public async Task Deliver(DeliveryBatch batch)
    {
        while (batch.Delivered < batch.Events.Length)
        {
            var items = batch.Events.Skip(batch.Delivered).TakeWhile(each => each.Kind == StreamEventKind.Next)
                .Select(each => new SequentialItem<T>((T)each.Item!, each.Token)).ToList();
            if (items.Count > 0)
            {
                batch.Unit = items.Count;
                await observer.OnNextAsync(items);
                batch.Delivered += items.Count;
                continue;
            }

            batch.Unit = 1;
            var (item, _, kind) = batch.Events[batch.Delivered];
            await (kind == StreamEventKind.Completed
                ? observer.OnCompletedAsync()
                : observer.OnErrorAsync((Exception)item!));
            batch.Delivered++;
        }
    }

    public Task Fail(Exception failure) => observer.OnErrorAsync(failure);
}
