using Instagram.Storage.Outbox;
using Orleans.Runtime;
using Orleans.Streams;

namespace Instagram.Grains.Outbox;

/// <summary>
/// A fact about to happen: <paramref name="Row"/> commits in the transaction of its cause, then it is published.
/// </summary>
public abstract record PendingFact(OutboxFact Row)
{
    internal abstract Task Publish(IStreamProvider streams);
}

internal sealed record PendingFact<T>(OutboxFact Row, T Fact) : PendingFact(Row)
{
    internal override Task Publish(IStreamProvider streams) =>
        streams.GetStream<T>(StreamId.Create(Row.Topic, Row.Key)).OnNextAsync(Fact);
}
