using Dapper;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Accounts;

/// <summary>Sessions, on their user's shard; the session's id carries it, so a token names its own database.</summary>
public sealed class SessionStore(ShardMap shards)
{
    private const string Columns =
        "id, user_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, last_seen_at, user_agent";

    /// <summary>
    /// False when the account's password is not the one that was verified. The lock on the account's row makes a change
    /// of password, which ends sessions, come before or after this as a whole.
    /// </summary>
    public async Task<bool> Create(SessionRow session, string passwordHash, CancellationToken ct)
    {
        await using var command = shards.For(session.Id).CreateCommand(
            $"""
            with account as (
                select id from users where id = $2 and password_hash = $9 and standing <> 2 for share)
            insert into sessions ({Columns}) select $1, id, $3, $4, $5, $6, $7, $8 from account
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = session.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = session.UserId });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = session.AccessHash });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = session.AccessExpiresAt });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = session.RefreshHash });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = session.RefreshExpiresAt });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = session.LastSeenAt });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.UserAgent });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = passwordHash });
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    public async Task<SessionRow?> Find(long sessionId, CancellationToken ct)
    {
        await using var command = shards.For(sessionId).CreateCommand($"select {Columns} from sessions where id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sessionId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    /// <summary>The user's sessions whose refresh token still lives, newest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> List(
        long userId, DateTimeOffset now, long before, int limit, CancellationToken ct)
    {
        await using var command = shards.For(userId).CreateCommand(
            $"""
            select {Columns} from sessions
            where user_id = $1 and refresh_expires_at > $2 and id < $3 order by id desc limit $4
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var sessions = new List<SessionRow>();
        while (await reader.ReadAsync(ct))
        {
            sessions.Add(Read(reader));
        }
        return sessions;
    }

    /// <summary>
    /// Replaces both tokens if the refresh token is still <paramref name="spent"/>, and remembers that one as spent.
    /// False: it was not the current one.
    /// </summary>
    public async Task<bool> Rotate(byte[] spent, SessionRow renewed, CancellationToken ct)
    {
        await using var connection = await shards.For(renewed.Id).OpenConnectionAsync(ct);
        return 1 == await connection.ExecuteAsync(new CommandDefinition(
            """
            with renewed as (
                update sessions
                set access_hash = @AccessHash, access_expires_at = @AccessExpiresAt, refresh_hash = @RefreshHash,
                    refresh_expires_at = @RefreshExpiresAt, last_seen_at = @LastSeenAt
                where id = @Id and refresh_hash = @spent returning id)
            insert into spent_refresh_tokens (session_id, hash) select id, @spent from renewed
            """,
            new
            {
                renewed.Id, renewed.AccessHash, renewed.AccessExpiresAt, renewed.RefreshHash,
                renewed.RefreshExpiresAt, renewed.LastSeenAt, spent,
            },
            cancellationToken: ct));
    }

    public async Task<bool> IsSpent(long sessionId, byte[] refreshHash, CancellationToken ct)
    {
        await using var connection = await shards.For(sessionId).OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from spent_refresh_tokens where session_id = @sessionId and hash = @refreshHash)",
            new { sessionId, refreshHash }, cancellationToken: ct));
    }

    /// <summary>False when the session is not that user's, or not there.</summary>
    public async Task<bool> End(long userId, long sessionId, CancellationToken ct)
    {
        await using var connection = await shards.For(sessionId).OpenConnectionAsync(ct);
        return 1 == await connection.ExecuteAsync(new CommandDefinition(
            "delete from sessions where id = @sessionId and user_id = @userId",
            new { sessionId, userId }, cancellationToken: ct));
    }

    /// <summary>Sets the password and ends every session but one; the ids of those that ended.</summary>
    public async Task<IReadOnlyList<long>> ChangePassword(
        long userId, string passwordHash, long keptSessionId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "update users set password_hash = @passwordHash where id = @userId",
            new { userId, passwordHash }, transaction, cancellationToken: ct));
        var ended = (await connection.QueryAsync<long>(new CommandDefinition(
            "delete from sessions where user_id = @userId and id <> @keptSessionId returning id",
            new { userId, keptSessionId }, transaction, cancellationToken: ct))).AsList();
        await transaction.CommitAsync(ct);
        return ended;
    }

    private static SessionRow Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        reader.GetFieldValue<byte[]>(2),
        reader.GetFieldValue<DateTimeOffset>(3),
        reader.GetFieldValue<byte[]>(4),
        reader.GetFieldValue<DateTimeOffset>(5),
        reader.GetFieldValue<DateTimeOffset>(6),
        reader.GetString(7));
}
