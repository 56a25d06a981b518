using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Idempotency;

/// <summary>
/// Idempotency keys of an account. A claim names the id that the request will create, before it is created, so a
/// repeat after a crash creates the same thing rather than a second one.
/// </summary>
public sealed class IdempotencyStore(ShardMap shards)
{
    /// <summary>
    /// Claims the key, or returns the claim that stands. One older than <paramref name="notBefore"/> gives way.
    /// </summary>
    public async Task<IdempotencyRow> Claim(
        long userId, string key, byte[] bodyHash, long entityId, DateTimeOffset now, DateTimeOffset notBefore,
        CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<IdempotencyRow>(new CommandDefinition(
            """
            with stale as (
                delete from idempotency_keys
                where user_id = @userId and key <> @key and created_at < @notBefore)
            insert into idempotency_keys as k (user_id, key, body_hash, entity_id, created_at)
            values (@userId, @key, @bodyHash, @entityId, @now)
            on conflict (user_id, key) do update set
                body_hash = case when k.created_at < @notBefore then excluded.body_hash else k.body_hash end,
                entity_id = case when k.created_at < @notBefore then excluded.entity_id else k.entity_id end,
                answer = case when k.created_at < @notBefore then null else k.answer end,
                created_at = case when k.created_at < @notBefore then excluded.created_at else k.created_at end
            returning k.body_hash as BodyHash, k.entity_id as EntityId, k.answer as Answer
            """, new { userId, key, bodyHash, entityId, now, notBefore }, cancellationToken: ct));
    }

    public async Task SetAnswer(long userId, string key, string answer, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "update idempotency_keys set answer = @answer where user_id = @userId and key = @key and answer is null",
            new { userId, key, answer }, cancellationToken: ct));
    }
}
