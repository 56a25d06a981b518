using System.Text.Json;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Outbox;

/// <summary>Makes the outbox rows of facts. A fact's id carries the shard of its key, where its row is.</summary>
public sealed class Facts(SnowflakeIds ids, TimeProvider time, IOptions<OutboxOptions> options)
{
    public long NewId(long key) => ids.Next(ShardId.Of(key));

    public OutboxFact ToRow<T>(string stream, long key, long factId, T fact) => new(
        factId, stream, key, JsonSerializer.Serialize(fact),
        time.GetUtcNow().AddSeconds(options.Value.RedeliverAfterSeconds));
}
