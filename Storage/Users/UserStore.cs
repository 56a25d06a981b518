using Dapper;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Users;

/// <summary>Profiles and their counts.</summary>
public sealed class UserStore(ShardMap shards)
{
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
    public async Task<bool> SetAvatar(long userId, long? mediaId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return 1 == await connection.ExecuteAsync(new CommandDefinition(
            """
            with medium as (
                select id from media
                where id = @mediaId and owner_id = @userId and status = 3 and kind = 0
                  and post_id is null and story_id is null for update)
            update users set avatar_media_id = @mediaId
            where id = @userId and (@mediaId::bigint is null or exists (select from medium))
            """, new { userId, mediaId }, cancellationToken: ct));
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
            where id = @Id
            """, user, transaction, cancellationToken: ct));
        await OutboxStore.Append(connection, transaction, facts, ct);
        await transaction.CommitAsync(ct);
    }
}
