using Dapper;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Leaving;

/// <summary>
/// The end of an account. Closed at once, with the facts that the rest hangs on; then what is its own is removed, and
/// last its row is emptied. The row and the username stay for ever, so that nobody can pass for who has left.
/// </summary>
public sealed class ClosingStore(ShardMap shards)
{
    /// <summary>Rows that one statement removes: an account may have hundreds of thousands.</summary>
    internal const int Batch = 1_000;

    private static readonly string[] Own =
    [
        Some("sessions where user_id = @userId"),
        Some("saves where user_id = @userId"),
        Some("engagements where user_id = @userId"),
        Some("blocked_by where blocked_id = @userId"),
        Some("mutes where muter_id = @userId"),
        Some("follow_requests where target_id = @userId"),
        Some("idempotency_keys where user_id = @userId"),
        Some("celebrities where author_id = @userId"),
        Some("notice_deeds where recipient_id = @userId"),
        Some("notice_groups where recipient_id = @userId"),
        Some("inboxes where user_id = @userId"),
    ];

    private static readonly string[] Named =
    [
        Some("follow_requests where requester_id = @userId"),
        Some("mutes where muted_id = @userId"),
        Some("story_views where viewer_id = @userId"),
        Some("story_replies where user_id = @userId"),
        Some("""
            comment_likes l where user_id = @userId and not exists (
                select from comment_counts c where c.comment_id = l.comment_id)
            """),
        Some(
            "notice_deeds where actor_id = @userId",
            """
            , emptied as (
                delete from notice_groups g using gone
                where g.recipient_id = gone.recipient_id and g.id = gone.group_id and not exists (
                    select from notice_deeds d
                    where d.recipient_id = g.recipient_id and d.group_id = g.id and d.actor_id <> @userId))
            """),
    ];

    /// <summary>
    /// Closes the account and ends its sessions, whose ids are the answer. Null when the password that was verified is
    /// no longer the account's, or it is closed already. A sign-in under way comes before or after as a whole.
    /// </summary>
    public async Task<IReadOnlyList<long>?> Close(
        long userId, string passwordHash, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var closed = await connection.ExecuteAsync(new CommandDefinition(
            "update users set standing = 2 where id = @userId and password_hash = @passwordHash and standing <> 2",
            new { userId, passwordHash }, transaction, cancellationToken: ct));
        if (closed == 0)
        {
            return null;
        }
        var ended = (await connection.QueryAsync<long>(new CommandDefinition(
            "delete from sessions where user_id = @userId returning id",
            new { userId }, transaction, cancellationToken: ct))).AsList();
        await OutboxStore.Append(connection, transaction, facts, ct);
        await transaction.CommitAsync(ct);
        return ended;
    }

    /// <summary>The address that the account was opened with; null when it has none any more.</summary>
    public async Task<string?> GetEmail(long userId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "select email from users where id = @userId and email <> ''", new { userId }, cancellationToken: ct));
    }

    /// <summary>What a closed account keeps on its own shard and nobody else counts.</summary>
    public Task RemoveOwn(long userId, CancellationToken ct) => Remove(shards.For(userId), Own, userId, ct);

    /// <summary>What others keep about a closed account, in every database.</summary>
    public async Task RemoveNamed(long userId, CancellationToken ct)
    {
        foreach (var database in shards.All)
        {
            await Remove(database, Named, userId, ct);
        }
    }

    /// <summary>
    /// Empties the row of a closed account, after its e-mail address is free: stopped in between, the row still names
    /// the address, and a repeat frees it only while it is this account's.
    /// </summary>
    public async Task Empty(long userId, CancellationToken ct)
    {
        if (await GetEmail(userId, ct) is { } email)
        {
            await using var directory = await shards.Directory.OpenConnectionAsync(ct);
            await directory.ExecuteAsync(new CommandDefinition(
                "delete from emails where email = @email and user_id = @userId",
                new { email = email.ToLowerInvariant(), userId }, cancellationToken: ct));
        }
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update users
            set display_name = '', bio = '', email = '', password_hash = '', is_private = false, is_verified = false,
                avatar_media_id = null
            where id = @userId and standing = 2;
            delete from user_counts where user_id = @userId;
            """, new { userId }, cancellationToken: ct));
    }

    /// <summary>Removes a batch of these rows and says how many they were.</summary>
    private static string Some(string rows, string andThen = "")
    {
        var table = rows[..rows.IndexOf(' ', StringComparison.Ordinal)];
        return $"""
            with gone as (
                delete from {table} where ctid = any(array(select ctid from {rows} limit {Batch})) returning *)
            {andThen} select count(*) from gone
            """;
    }

    private static async Task Remove(
        NpgsqlDataSource database, IEnumerable<string> statements, long userId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        foreach (var statement in statements)
        {
            while (await connection.ExecuteScalarAsync<long>(
                new CommandDefinition(statement, new { userId }, cancellationToken: ct)) > 0)
            {
            }
        }
    }
}
