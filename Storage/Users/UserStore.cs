using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Users;

/// <summary>Profiles and their counts.</summary>
public sealed class UserStore(ShardMap shards)
{
    private readonly GroupCommit<long, StoredUser?> _loads = new(shards, LoadAll);

    /// <summary>
    /// The account as it is after this was asked; those that are asked for together are read together.
    /// </summary>
    public Task<StoredUser?> Load(long userId, CancellationToken ct) => _loads.Run(userId, userId).WaitAsync(ct);

    public async Task<UserRow?> Find(long userId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            """
            select id, username, display_name as DisplayName, bio, is_private as IsPrivate,
                   is_verified as IsVerified, avatar_media_id as AvatarMediaId, standing
            from users where id = @userId
            """, new { userId }, cancellationToken: ct));
    }

    public async Task<UserCountsRow> GetCounts(long userId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<UserCountsRow>(new CommandDefinition(
            "select posts, followers, following from user_counts where user_id = @userId",
            new { userId }, cancellationToken: ct)) ?? new UserCountsRow(0, 0, 0);
    }

    /// <summary>
    /// Takes a ready picture of the user's that is in no post and no story, or none, as the profile picture. False when
    /// it is not one; a post or story that takes the same medium at the same time comes before or after.
    /// </summary>
    public Task<bool> SetAvatar(long userId, long? mediaId, CancellationToken ct) => SetAvatar(userId, mediaId, 1, ct);

    /// <summary>And none that is more explicit than <paramref name="maxScore"/>, 0 to 1.</summary>
    public async Task<bool> SetAvatar(long userId, long? mediaId, double maxScore, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return 1 == await connection.ExecuteAsync(new CommandDefinition(
            """
            with medium as (
                select id from media
                where id = @mediaId and owner_id = @userId and status = 3 and kind = 0
                  and post_id is null and story_id is null and coalesce(explicit_score, 0) <= @maxScore for update)
            update users set avatar_media_id = @mediaId
            where id = @userId and (@mediaId::bigint is null or exists (select from medium))
            """, new { userId, mediaId, maxScore }, cancellationToken: ct));
    }

    /// <summary>Suspends an account or restores it; false when it is not there, or is as it should be.</summary>
    public async Task<bool> SetSuspended(
        long userId, bool suspended, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var changed = await connection.ExecuteAsync(new CommandDefinition(
            "update users set standing = @to where id = @userId and standing = 1 - @to",
            new { userId, to = (short)(suspended ? 1 : 0) }, transaction, cancellationToken: ct));
        if (changed > 0)
        {
            await OutboxStore.Append(connection, transaction, facts, ct);
        }
        await transaction.CommitAsync(ct);
        return changed > 0;
    }

    /// <summary>
    /// Writes what a person says of themselves, with the facts that it causes in the same transaction.
    /// </summary>
    public async Task Update(UserRow user, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var connection = await shards.For(user.Id).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update users
            set display_name = @DisplayName, bio = @Bio, is_private = @IsPrivate
            where id = @Id;
            -- A follow that found the account open a moment ago is stored before this is, or finds it as it is now.
            select from user_counts where user_id = @Id for update
            """, user, transaction, cancellationToken: ct));
        await OutboxStore.Append(connection, transaction, facts, ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<IReadOnlyList<StoredUser?>> LoadAll(
        NpgsqlDataSource database, IReadOnlyList<long> userIds)
    {
        await using var command = database.CreateCommand(
            """
            select id, username, display_name, bio, is_private, is_verified, avatar_media_id, standing,
                   array(select blocked_id from blocks where blocker_id = id),
                   array(select muted_id from mutes where muter_id = id)
            from users where id = any($1)
            """);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. userIds] });
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var users = new Dictionary<long, StoredUser>(userIds.Count);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var user = new UserRow(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4),
                reader.GetBoolean(5), reader.IsDBNull(6) ? null : reader.GetInt64(6), reader.GetInt16(7));
            users[user.Id] = new StoredUser(user, reader.GetFieldValue<long[]>(8), reader.GetFieldValue<long[]>(9));
        }
        return [.. userIds.Select(users.GetValueOrDefault)];
    }
}
