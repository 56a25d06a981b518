using System.Text.Json;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Outbox;

/// <summary>Makes facts with their outbox rows.</summary>
public sealed class Facts(SnowflakeIds ids, TimeProvider time, IOptions<OutboxOptions> options)
{
    /// <summary>
    /// A fact for the stream's <paramref name="key"/>. Its id, which <paramref name="make"/> gets, carries the shard of
    /// <paramref name="beside"/>, the id of what it commits with.
    /// </summary>
    public PendingFact Prepare<T>(string stream, long key, long beside, Func<long, T> make)
    {
        var factId = ids.Next(ShardId.Of(beside));
        var fact = make(factId);
        return new PendingFact<T>(Row(stream, key, factId, fact), fact);
    }

    /// <summary>A fact that commits beside its own key.</summary>
    public PendingFact Prepare<T>(string stream, long key, Func<long, T> make) => Prepare(stream, key, key, make);

    internal OutboxFact Row<T>(string stream, long key, long factId, T fact) => new(
        factId, stream, key, JsonSerializer.Serialize(fact),
        time.GetUtcNow().AddSeconds(options.Value.RedeliverAfterSeconds));
}
