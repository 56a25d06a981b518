using Dapper;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Outbox;

/// <summary>Facts not yet marked done. Delivery is at least once: a fact stays until its consumer removes it.</summary>
public sealed class OutboxStore(ShardMap shards)
{
    internal static async Task Append(
        NpgsqlConnection connection, NpgsqlTransaction transaction, OutboxFact? fact, CancellationToken ct)
    {
        if (fact is null)
        {
            return;
        }
        await using var command = new NpgsqlCommand(
            "insert into outbox (id, topic, key, payload, due_at) values ($1, $2, $3, $4, $5)",
            connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = fact.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fact.Topic });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = fact.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fact.Payload });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = fact.DueAt });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Marks a fact done. <paramref name="factId"/> carries the shard of its key.</summary>
    public async Task Done(long factId, CancellationToken ct)
    {
        await using var command = shards.For(factId).CreateCommand("delete from outbox where id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = factId });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Takes at most <paramref name="limit"/> due facts of one database, oldest first, and puts each off by
    /// <paramref name="delay"/> doubled with every attempt up to 16 times, so that two readers never take the same one
    /// at once and one that fails for good does not crowd out the others.
    /// </summary>
    public async Task<IReadOnlyList<OutboxFact>> TakeDue(
        int database, DateTimeOffset now, TimeSpan delay, int limit, CancellationToken ct)
    {
        await using var command = shards.All[database].CreateCommand(
            """
            update outbox set due_at = $1 + $2 * power(2, least(attempts, 4)), attempts = attempts + 1
            where id in (select id from outbox where due_at <= $1 order by due_at limit $3 for update skip locked)
            returning id, topic, key, payload, due_at
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = delay });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var facts = new List<OutboxFact>();
        while (await reader.ReadAsync(ct))
        {
            facts.Add(new OutboxFact(
                reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4)));
        }
        return facts.OrderBy(fact => fact.Id).ToList();
    }

    public async Task<long> Count(CancellationToken ct)
    {
        var total = 0L;
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            total += await connection.ExecuteScalarAsync<long>(
                new CommandDefinition("select count(*) from outbox", cancellationToken: ct));
        }
        return total;
    }
}
