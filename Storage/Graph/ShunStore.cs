using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Graph;

/// <summary>
/// Whom an account blocks or mutes, on its own shard; the other side is not told. A block's inverse, on the shard of
/// the one blocked, is there no shorter than the block: who is left out by it is asked from both sides.
/// </summary>
public sealed class ShunStore(ShardMap shards)
{
    public Task<long[]> LoadBlocked(long userId, CancellationToken ct) =>
        Load(userId, "select blocked_id from blocks where blocker_id = @userId", ct);

    /// <summary>
    /// By the inverse, as far as the blocks themselves agree: a stop between two writes hides nobody.
    /// </summary>
    public async Task<long[]> LoadBlockers(long userId, CancellationToken ct)
    {
        var told = await Load(userId, "select blocker_id from blocked_by where blocked_id = @userId", ct);
        var blockers = new List<long>(told.Length);
        foreach (var slice in shards.Split(told))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            blockers.AddRange(await connection.QueryAsync<long>(new CommandDefinition(
                "select blocker_id from blocks where blocker_id = any(@Keys) and blocked_id = @userId",
                new { slice.Keys, userId }, cancellationToken: ct)));
        }
        return [.. blockers];
    }

    public Task<long[]> LoadMuted(long userId, CancellationToken ct) =>
        Load(userId, "select muted_id from mutes where muter_id = @userId", ct);

    public async Task Block(long userId, long otherId, long edgeId, CancellationToken ct)
    {
        await AddInverse(userId, otherId, ct);
        await Write(
            userId, otherId, edgeId,
            """
            insert into blocks (blocker_id, blocked_id, edge_id) values (@userId, @otherId, @edgeId)
            on conflict do nothing
            """, ct);
    }

    public async Task Unblock(long userId, long otherId, CancellationToken ct)
    {
        await Write(
            userId, otherId, 0, "delete from blocks where blocker_id = @userId and blocked_id = @otherId", ct);
        await Execute(
            otherId, "delete from blocked_by where blocked_id = @otherId and blocker_id = @userId",
            new { userId, otherId }, ct);
    }

    /// <summary>The inverse of a block; repeating is harmless.</summary>
    public Task AddInverse(long blockerId, long blockedId, CancellationToken ct) => Execute(
        blockedId,
        "insert into blocked_by (blocked_id, blocker_id) values (@blockedId, @blockerId) on conflict do nothing",
        new { blockerId, blockedId }, ct);

    public Task Mute(long userId, long otherId, long edgeId, CancellationToken ct) => Write(
        userId, otherId, edgeId,
        """
        insert into mutes (muter_id, muted_id, edge_id) values (@userId, @otherId, @edgeId)
        on conflict do nothing
        """, ct);

    public Task Unmute(long userId, long otherId, CancellationToken ct) => Write(
        userId, otherId, 0, "delete from mutes where muter_id = @userId and muted_id = @otherId", ct);

    /// <summary>Newest first; <paramref name="beforeEdge"/> is the last edge of the page before.</summary>
    public Task<IReadOnlyList<EdgeRow>> ListBlocked(long userId, long beforeEdge, int limit, CancellationToken ct) =>
        List(userId,
            """
            select edge_id as EdgeId, blocked_id as UserId from blocks
            where blocker_id = @userId and edge_id < @beforeEdge order by edge_id desc limit @limit
            """, beforeEdge, limit, ct);

    /// <inheritdoc cref="ListBlocked"/>
    public Task<IReadOnlyList<EdgeRow>> ListMuted(long userId, long beforeEdge, int limit, CancellationToken ct) =>
        List(userId,
            """
            select edge_id as EdgeId, muted_id as UserId from mutes
            where muter_id = @userId and edge_id < @beforeEdge order by edge_id desc limit @limit
            """, beforeEdge, limit, ct);

    private async Task<long[]> Load(long userId, string sql, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            sql, new { userId }, cancellationToken: ct))];
    }

    private Task Write(long userId, long otherId, long edgeId, string sql, CancellationToken ct) =>
        Execute(userId, sql, new { userId, otherId, edgeId }, ct);

    private async Task Execute(long key, string sql, object values, CancellationToken ct)
    {
        await using var connection = await shards.For(key).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: ct));
    }

    private async Task<IReadOnlyList<EdgeRow>> List(
        long userId, string sql, long beforeEdge, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<EdgeRow>(new CommandDefinition(
            sql, new { userId, beforeEdge, limit }, cancellationToken: ct))).AsList();
    }
}
