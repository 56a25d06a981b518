using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Saves;

/// <summary>Posts that a reader keeps for later, on the reader's shard. Nobody else sees them.</summary>
public sealed class SaveStore(ShardMap shards)
{
    public async Task Add(long userId, long postId, long saveId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into saves (user_id, post_id, save_id) values (@userId, @postId, @saveId) on conflict do nothing
            """, new { userId, postId, saveId }, cancellationToken: ct));
    }

    public async Task Remove(long userId, long postId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from saves where user_id = @userId and post_id = @postId",
            new { userId, postId }, cancellationToken: ct));
    }

    /// <summary>
    /// Saved posts, newest save first; <paramref name="before"/> is the last save of the page before.
    /// </summary>
    public async Task<IReadOnlyList<SaveRow>> List(long userId, long before, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<SaveRow>(new CommandDefinition(
            """
            select save_id as SaveId, post_id as PostId from saves
            where user_id = @userId and save_id < @before order by save_id desc limit @limit
            """, new { userId, before, limit }, cancellationToken: ct))).AsList();
    }
}
