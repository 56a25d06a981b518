using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Instagram.Storage.Migrations;

/// <summary>
/// Brings every database of the map to this version's schema. Safe to run in several processes at once and to repeat:
/// each step is one transaction that first takes the same lock, so a step is applied once or not at all.
/// </summary>
public sealed partial class Migrator(
    ShardMap shards, IReadOnlyList<Migration> migrations, ILogger<Migrator> logger, TimeProvider time)
{
    /// <summary>Any number that nothing else in the databases locks on.</summary>
    private const long LockKey = 0x696E7374616D6967;

    // The lock is the transaction's, not the session's: it also holds behind a pooler that hands out connections
    // a transaction at a time.
    private const string TakeLock = "select pg_advisory_xact_lock($1)";

    private const string CreateTable = """
        create table if not exists schema_migrations (
            number integer primary key,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null
        )
        """;

    private const string SelectApplied = "select number, name, checksum from schema_migrations order by number";

    private const string InsertApplied =
        "insert into schema_migrations (number, name, checksum, applied_at) values ($1, $2, $3, $4)";

    public Migrator(ShardMap shards, ILogger<Migrator> logger, TimeProvider time)
        : this(shards, Migration.Embedded(), logger, time)
    {
    }

    public async Task Apply(CancellationToken cancellationToken = default)
    {
        Migration.RequireDistinct(migrations);
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            while (await ApplyNext(connection, cancellationToken))
            {
                // One step a transaction: what was applied before a failing step stays applied.
            }
        }
    }

    private async Task<bool> ApplyNext(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Execute(connection, TakeLock, cancellationToken, LockKey);
        await Execute(connection, CreateTable, cancellationToken);
        var applied = await ReadApplied(connection, cancellationToken);
        Verify(applied, connection.Database);
        if (migrations.Where(migration => !applied.ContainsKey(migration.Number)).MinBy(each => each.Number)
            is not { } next)
        {
            await transaction.CommitAsync(cancellationToken);
            return false;
        }
        await ApplyStep(next, connection, cancellationToken);
        await Execute(
            connection, InsertApplied, cancellationToken, next.Number, next.Name, next.Checksum, time.GetUtcNow());
        await transaction.CommitAsync(cancellationToken);
        LogApplied(next.Number, next.Name, connection.Database);
        return true;
    }

    private static async Task ApplyStep(
        Migration step, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await Execute(connection, step.Sql, cancellationToken);
        }
        catch (PostgresException refused) when (step.Extensions.Count > 0
            && refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.FeatureNotSupported
                or PostgresErrorCodes.UndefinedFile)
        {
            throw new MigrationException(
                $"Database '{connection.Database}' refused migration {step.Number:0000}_{step.Name} "
                + $"({refused.MessageText}): install PostgreSQL's contrib package on its server, and let a superuser "
                + $"execute there: {string.Join(' ', step.Extensions.Select(name => $"create extension {name};"))}");
        }
    }

    private void Verify(Dictionary<int, (string Name, string Checksum)> applied, string database)
    {
        var known = migrations.ToDictionary(migration => migration.Number);
        foreach (var (number, row) in applied)
        {
            if (!known.TryGetValue(number, out var migration))
            {
                throw new MigrationException(
                    $"Database '{database}' has migration {number:0000}_{row.Name}, which this version does not know: "
                    + "it was used by a newer version. Start that version, or restore a backup made before it.");
            }
            if (migration.Checksum != row.Checksum)
            {
                throw new MigrationException(
                    $"Migration {number:0000}_{migration.Name} was changed after it was applied to database "
                    + $"'{database}'. Restore the file, and put the change into a migration of its own.");
            }
        }
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> ReadApplied(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, (string, string)>();
        await using var command = new NpgsqlCommand(SelectApplied, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        }
        return applied;
    }

    private static async Task Execute(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        // No timeout: a step may rewrite a large table, or wait while another process applies one.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Number} {Name} to {Database}")]
    private partial void LogApplied(int number, string name, string database);
}
