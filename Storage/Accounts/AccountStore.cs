using Dapper;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Accounts;

/// <summary>
/// Accounts and the directory of unique names. The user's row is written before its names are claimed: a row whose
/// names were lost to someone else is unreachable and is removed, so a failed sign-up keeps nothing.
/// </summary>
public sealed class AccountStore(ShardMap shards)
{
    /// <summary>
    /// Creates the account with both of its names, or says which of them is taken and keeps nothing but the facts.
    /// </summary>
    public async Task<SignUpResult> Create(
        NewAccount account, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using (var connection = await shards.For(account.Id).OpenConnectionAsync(ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(new CommandDefinition(
                """
                with account as (
                    insert into users (id, username, display_name, email, password_hash)
                    values (@Id, @Username, @DisplayName, @Email, @PasswordHash) returning id)
                insert into user_counts (user_id) select id from account
                """, account, transaction, cancellationToken: ct));
            await OutboxStore.Append(connection, transaction, facts, ct);
            await transaction.CommitAsync(ct);
        }
        var result = await ClaimNames(account, ct);
        if (result != SignUpResult.Created)
        {
            await Forget(account.Id, ct);
        }
        return result;
    }

    public async Task<long?> FindByUsername(string username, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            "select user_id from usernames where username = @name",
            new { name = username.ToLowerInvariant() }, cancellationToken: ct));
    }

    /// <summary>Ids of those of the names that exist, in no particular order.</summary>
    public async Task<IReadOnlyList<long>> FindByUsernames(IReadOnlyCollection<string> usernames, CancellationToken ct)
    {
        if (usernames.Count == 0)
        {
            return [];
        }
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<long>(new CommandDefinition(
            "select user_id from usernames where username = any(@names)",
            new { names = usernames.Select(name => name.ToLowerInvariant()).ToArray() },
            cancellationToken: ct))).AsList();
    }

    /// <summary>The user behind a username or an e-mail address; null when there is none.</summary>
    public async Task<long?> FindByLogin(string login, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            """
            select user_id from usernames where username = @name
            union all
            select user_id from emails where email = @name
            limit 1
            """, new { name = login.ToLowerInvariant() }, cancellationToken: ct));
    }

    public async Task<string?> GetPasswordHash(long userId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "select password_hash from users where id = @userId and standing <> 2",
            new { userId }, cancellationToken: ct));
    }

    private async Task<SignUpResult> ClaimNames(NewAccount account, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into usernames (username, user_id) values (@Username, @Id)",
                new { Username = account.Username.ToLowerInvariant(), account.Id },
                transaction, cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into emails (email, user_id) values (@Email, @Id)",
                new { Email = account.Email.ToLowerInvariant(), account.Id },
                transaction, cancellationToken: ct));
            await transaction.CommitAsync(ct);
            return SignUpResult.Created;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return taken.TableName == "emails" ? SignUpResult.EmailTaken : SignUpResult.UsernameTaken;
        }
    }

    private async Task Forget(long userId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "with gone as (delete from users where id = @userId) delete from user_counts where user_id = @userId",
            new { userId }, cancellationToken: ct));
    }
}
