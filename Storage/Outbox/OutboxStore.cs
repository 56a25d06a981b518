using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Outbox;

/// <summary>Facts not yet marked done. Delivery is at least once: a fact stays until its consumer removes it.</summary>
public sealed class OutboxStore(ShardMap shards)
{
    private readonly GroupCommit<long, bool> _done = new(shards, RemoveAll, shards.GatherFor);

    internal static async Task Append(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<OutboxFact> facts,
        CancellationToken ct)
    {
        if (facts.Count == 0)
        {
            return;
        }
        await using var command = new NpgsqlCommand(Insert(1), connection, transaction);
        Bind(command.Parameters, facts);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// The facts as a part of a bigger statement, to which a condition may be added; what <see cref="Bind"/> gives are
    /// its parameters, from number <paramref name="first"/> on.
    /// </summary>
    internal static string Insert(int first) =>
        $"""
        insert into outbox (id, topic, key, payload, due_at)
        select * from unnest(
            ${first}::bigint[], ${first + 1}::text[], ${first + 2}::bigint[], ${first + 3}::text[],
            ${first + 4}::timestamptz[]) as facts
        """;

    /// <summary>
    /// Those of the facts whose cause is an <c>item</c> of <paramref name="causes"/>, as a part of a bigger statement;
    /// what <see cref="BindFor"/> gives are its parameters, from number <paramref name="first"/> on.
    /// </summary>
    internal static string InsertFor(string causes, int first) =>
        $"""
        insert into outbox (id, topic, key, payload, due_at)
        select id, topic, key, payload, due_at from unnest(
            ${first}::bigint[], ${first + 1}::text[], ${first + 2}::bigint[], ${first + 3}::text[],
            ${first + 4}::timestamptz[], ${first + 5}::bigint[]) as facts (id, topic, key, payload, due_at, item)
        where item in (select item from {causes})
        """;

    internal static void BindFor(
        NpgsqlParameterCollection parameters, IReadOnlyList<(OutboxFact Fact, long Cause)> facts)
    {
        Bind(parameters, [.. facts.Select(each => each.Fact)]);
        parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. facts.Select(each => each.Cause)] });
    }

    internal static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<OutboxFact> facts)
    {
        Add(fact => fact.Id);
        Add(fact => fact.Topic);
        Add(fact => fact.Key);
        Add(fact => fact.Payload);
        Add(fact => fact.DueAt);

        void Add<T>(Func<OutboxFact, T> column) =>
            parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. facts.Select(column)] });
    }

    /// <summary>
    /// Marks a fact done, soon: nobody waits for it, and should it fail, the fact is delivered once more.
    /// <paramref name="factId"/> carries the shard of its key.
    /// </summary>
    public void Done(long factId) => _done.Run(factId, factId).ContinueWith(
        failed => failed.Exception, CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>The fact is not done yet, and is delivered again at <paramref name="dueAt"/> and not before.</summary>
    public async Task Postpone(long factId, DateTimeOffset dueAt, CancellationToken ct)
    {
        await using var command = shards.For(factId).CreateCommand("update outbox set due_at = $2 where id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = factId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = dueAt });
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

    public Task<long> Count(CancellationToken ct) => Count(null, ct);

    /// <summary>Facts of one stream, or with null of all.</summary>
    public async Task<long> Count(string? topic, CancellationToken ct)
    {
        var total = 0L;
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            total += await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "select count(*) from outbox where @topic::text is null or topic = @topic",
                new { topic }, cancellationToken: ct));
        }
        return total;
    }

    private static async Task<IReadOnlyList<bool>> RemoveAll(NpgsqlDataSource database, IReadOnlyList<long> factIds)
    {
        await using var command = database.CreateCommand("delete from outbox where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. factIds] });
        await command.ExecuteNonQueryAsync();
        return new bool[factIds.Count];
    }
}
