using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Graph;

/// <summary>Whom an account blocks or mutes, on its own shard. The other side has no row and is not told.</summary>
public sealed class ShunStore(ShardMap shards)
{
    public Task<long[]> LoadBlocked(long userId, CancellationToken ct) =>
        Load(userId, "select blocked_id from blocks where blocker_id = @userId", ct);

    public Task<long[]> LoadMuted(long userId, CancellationToken ct) =>
        Load(userId, "select muted_id from mutes where muter_id = @userId", ct);

    public Task Block(long userId, long otherId, long edgeId, CancellationToken ct) => Write(
        userId, otherId, edgeId,
        """
        insert into blocks (blocker_id, blocked_id, edge_id) values (@userId, @otherId, @edgeId)
        on conflict do nothing
        """, ct);

    public Task Unblock(long userId, long otherId, CancellationToken ct) => Write(
        userId, otherId, 0, "delete from blocks where blocker_id = @userId and blocked_id = @otherId", ct);

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

    private async Task Write(long userId, long otherId, long edgeId, string sql, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { userId, otherId, edgeId }, cancellationToken: ct));
    }

    private async Task<IReadOnlyList<EdgeRow>> List(
        long userId, string sql, long beforeEdge, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<EdgeRow>(new CommandDefinition(
            sql, new { userId, beforeEdge, limit }, cancellationToken: ct))).AsList();
    }
}
