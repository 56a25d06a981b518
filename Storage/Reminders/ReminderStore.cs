using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Reminders;

/// <summary>
/// The reminders of grains. A reminder outlives its process: it is due until it was moved or removed.
/// </summary>
public sealed class ReminderStore(ShardMap shards)
{
    private const string Columns = "grain_type, grain_key, name, due_at, period_ms, etag";

    private const string UpsertOne = """
        insert into reminders (grain_type, grain_key, name, due_at, period_ms) values ($1, $2, $3, $4, $5)
        on conflict (grain_type, grain_key, name)
        do update set due_at = excluded.due_at, period_ms = excluded.period_ms, etag = excluded.etag
        returning etag
        """;

    private const string MoveOne = """
        update reminders set due_at = $4, etag = nextval('engine_etags')
        where grain_type = $1 and grain_key = $2 and name = $3 and etag = $5
        returning etag
        """;

    private const string DeleteOne = """
        delete from reminders where grain_type = $1 and grain_key = $2 and name = $3 and etag = $4
        """;

    private const string SelectOne =
        $"select {Columns} from reminders where grain_type = $1 and grain_key = $2 and name = $3";

    private const string SelectOfGrain =
        $"select {Columns} from reminders where grain_type = $1 and grain_key = $2 order by name";

    private const string SelectDue = $"""
        select {Columns} from reminders where due_at <= $1 order by due_at, grain_type, grain_key, name limit $2
        """;

    /// <summary>Registers the reminder, or replaces the one of that name; returns its new etag.</summary>
    public async Task<long> Upsert(ReminderRow reminder, CancellationToken cancellationToken = default)
    {
        await using var command = Command(
            UpsertOne,
            reminder.GrainType,
            reminder.GrainKey,
            reminder.Name,
            reminder.DueAt.ToUniversalTime(),
            (long)reminder.Period.TotalMilliseconds);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Sets when it fires next; null when it was replaced or removed meanwhile.</summary>
    public async Task<ReminderRow?> Move(
        ReminderRow reminder, DateTimeOffset dueAt, CancellationToken cancellationToken = default)
    {
        await using var command = Command(
            MoveOne, reminder.GrainType, reminder.GrainKey, reminder.Name, dueAt.ToUniversalTime(), reminder.Etag);
        return await command.ExecuteScalarAsync(cancellationToken) is long etag
            ? reminder with { DueAt = dueAt, Etag = etag }
            : null;
    }

    /// <summary>False when there is none of this version.</summary>
    public async Task<bool> Remove(ReminderRow reminder, CancellationToken cancellationToken = default)
    {
        await using var command = Command(
            DeleteOne, reminder.GrainType, reminder.GrainKey, reminder.Name, reminder.Etag);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<ReminderRow?> Get(
        string grainType, string grainKey, string name, CancellationToken cancellationToken = default)
    {
        await using var command = Command(SelectOne, grainType, grainKey, name);
        return (await Read(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>All of one grain's, by name.</summary>
    public async Task<IReadOnlyList<ReminderRow>> OfGrain(
        string grainType, string grainKey, CancellationToken cancellationToken = default)
    {
        await using var command = Command(SelectOfGrain, grainType, grainKey);
        return await Read(command, cancellationToken);
    }

    /// <summary>The longest overdue first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<ReminderRow>> DueAt(
        DateTimeOffset time, int limit, CancellationToken cancellationToken = default)
    {
        await using var command = Command(SelectDue, time.ToUniversalTime(), limit);
        return await Read(command, cancellationToken);
    }

    private static async Task<List<ReminderRow>> Read(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var rows = new List<ReminderRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new ReminderRow(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetFieldValue<DateTimeOffset>(3),
                TimeSpan.FromMilliseconds(reader.GetInt64(4)),
                reader.GetInt64(5)));
        }
        return rows;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = shards.Directory.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return command;
    }
}
