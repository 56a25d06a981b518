using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Inbox;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Graph;

/// <summary>
/// Who follows whom. The follower's row is the truth that privacy is decided by; the followee's row is its inverse,
/// for lists, counts and fan-out. Both commit together where one database holds both shards, and then with those of
/// others. Where two do, the inverse is there no shorter than the truth, so that nobody who follows is missed by a
/// fan-out.
/// </summary>
public sealed class GraphStore(ShardMap shards)
{
    private static readonly string InsertFollowing =
        $"""
        with edge as (
            insert into following (follower_id, followee_id, edge_id) values ($1, $2, $3)
            on conflict do nothing returning 1),
        told as ({OutboxStore.Insert(4)} where exists (select from edge))
        update user_counts set following = following + 1 where user_id = $1 and exists (select from edge)
        """;

    private const string InsertFollower =
        $"""
        with wanted as (
            select *, last_cause > 0 as is_told,
                coalesce((select noticed_until from user_counts where user_id = followee_id), 0) as noticed_until
            from (values ($1, $2, $3, $4, $5)) as item (
                follower_id, followee_id, edge_id, first_cause, last_cause)),
        inverse as (
            insert into followers (follower_id, followee_id, edge_id, is_told)
            select follower_id, followee_id, edge_id, is_told from wanted
            on conflict do nothing returning followee_id, edge_id),
        {FollowGroup.Telling}
        update user_counts
        set followers = followers + 1, noticed_until = coalesce((select last_cause from began), noticed_until)
        where user_id = $2 and exists (select from inverse) returning exists (select from began)
        """;

    private static readonly string DeleteFollowing =
        $"""
        with edge as (delete from following where follower_id = $1 and followee_id = $2 returning 1),
        told as ({OutboxStore.Insert(3)} where exists (select from edge))
        update user_counts set following = following - 1 where user_id = $1 and exists (select from edge)
        """;

    private const string DeleteFollower =
        """
        with edge as (delete from followers where followee_id = $2 and follower_id = $1 returning 1)
        update user_counts set followers = followers - 1 where user_id = $2 and exists (select from edge)
        """;

    private static readonly string InsertRequest =
        $"""
        with request as (
            insert into follow_requests (target_id, requester_id, edge_id) values ($1, $2, $3)
            on conflict do nothing returning 1),
        told as ({OutboxStore.Insert(4)} where exists (select from request))
        select exists (select from request)
        """;

    private static readonly string DeleteRequest =
        $"""
        with request as (delete from follow_requests where target_id = $1 and requester_id = $2 returning 1),
        told as ({OutboxStore.Insert(3)} where exists (select from request))
        select exists (select from request)
        """;

    private readonly GroupCommit<FollowItem, FollowChange> _follows = new(shards, FollowGroup.Write);

    /// <summary>Everyone the user follows; the grain above bounds how many that can be.</summary>
    public Task<long[]> LoadFollowing(long userId, CancellationToken ct) =>
        Ids(userId, "select followee_id from following where follower_id = @userId", new { userId }, ct);

    /// <summary>
    /// When the follow is new, the facts commit with the truth, and what <paramref name="told"/> begins with the
    /// inverse. Repeating is harmless: neither the edge nor a count changes twice. <paramref name="ifOpen"/>: only if
    /// the account lets this follower in unasked, that is, if it is there, public, and does not block them.
    /// </summary>
    public async Task<FollowChange> Follow(
        long followerId, long followeeId, long edgeId, bool ifOpen, NoticeStart told, IReadOnlyList<OutboxFact> facts,
        CancellationToken ct)
    {
        if (shards.SameDatabase(followerId, followeeId))
        {
            return await _follows.Run(
                followerId, new FollowItem(true, followerId, followeeId, edgeId, ifOpen, told, facts)).WaitAsync(ct);
        }
        if (ifOpen && !await IsOpenTo(followeeId, followerId, ct))
        {
            return new FollowChange(EdgeChange.Refused, false);
        }
        // Two databases commit one after the other, the inverse first: it is there no shorter than the truth.
        var beganNotice = await AddFollower(followerId, followeeId, edgeId, told, ct);
        var truth = Edge(InsertFollowing, followerId, followeeId, edgeId);
        OutboxStore.Bind(truth.Parameters, facts);
        return new FollowChange(
            await Write(followerId, truth, ct) ? EdgeChange.Made : EdgeChange.None, beganNotice);
    }

    /// <summary>True when there was an edge, and then the facts commit with its end. Repeating is harmless.</summary>
    public async Task<bool> Unfollow(
        long followerId, long followeeId, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        if (shards.SameDatabase(followerId, followeeId))
        {
            var change = await _follows.Run(
                followerId, new FollowItem(false, followerId, followeeId, 0, false, default, facts)).WaitAsync(ct);
            return change.Edge == EdgeChange.Made;
        }
        var truth = Edge(DeleteFollowing, followerId, followeeId);
        OutboxStore.Bind(truth.Parameters, facts);
        var isGone = await Write(followerId, truth, ct);
        await Write(followeeId, Edge(DeleteFollower, followerId, followeeId), ct);
        return isGone;
    }

    /// <summary>One page of follower ids in ascending order, for a fan-out to go through all of them.</summary>
    public Task<long[]> FollowersAfter(long followeeId, long afterFollowerId, int limit, CancellationToken ct) =>
        Ids(followeeId,
            """
            select follower_id from followers
            where followee_id = @followeeId and follower_id > @afterFollowerId order by follower_id limit @limit
            """, new { followeeId, afterFollowerId, limit }, ct);

    /// <summary>Followers, newest first; <paramref name="beforeEdge"/> is the last edge of the page before.</summary>
    public Task<IReadOnlyList<EdgeRow>> ListFollowers(long userId, long beforeEdge, int limit, CancellationToken ct) =>
        Edges(userId,
            """
            select edge_id as EdgeId, follower_id as UserId from followers
            where followee_id = @userId and edge_id < @beforeEdge order by edge_id desc limit @limit
            """, beforeEdge, limit, ct);

    /// <inheritdoc cref="ListFollowers"/>
    public Task<IReadOnlyList<EdgeRow>> ListFollowing(long userId, long beforeEdge, int limit, CancellationToken ct) =>
        Edges(userId,
            """
            select edge_id as EdgeId, followee_id as UserId from following
            where follower_id = @userId and edge_id < @beforeEdge order by edge_id desc limit @limit
            """, beforeEdge, limit, ct);

    /// <summary>Pending requests to follow the user, newest first.</summary>
    public Task<IReadOnlyList<EdgeRow>> ListRequests(long userId, long beforeEdge, int limit, CancellationToken ct) =>
        Edges(userId,
            """
            select edge_id as EdgeId, requester_id as UserId from follow_requests
            where target_id = @userId and edge_id < @beforeEdge order by edge_id desc limit @limit
            """, beforeEdge, limit, ct);

    /// <summary>True when it is new, and then the facts commit along.</summary>
    public Task<bool> AddRequest(
        long targetId, long requesterId, long edgeId, IReadOnlyList<OutboxFact> facts, CancellationToken ct) =>
        ChangeRequest(InsertRequest, [targetId, requesterId, edgeId], facts, ct);

    public async Task<bool> HasRequest(long targetId, long requesterId, CancellationToken ct)
    {
        await using var connection = await shards.For(targetId).OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
                select from follow_requests where target_id = @targetId and requester_id = @requesterId)
            """, new { targetId, requesterId }, cancellationToken: ct));
    }

    /// <summary>True when there was one, and then the facts commit along.</summary>
    public Task<bool> RemoveRequest(
        long targetId, long requesterId, IReadOnlyList<OutboxFact> facts, CancellationToken ct) =>
        ChangeRequest(DeleteRequest, [targetId, requesterId], facts, ct);

    private async Task<bool> IsOpenTo(long userId, long followerId, CancellationToken ct)
    {
        await using var command = shards.For(userId).CreateCommand($"select {FollowGroup.IsOpen("$1", "$2")}");
        command.Parameters.Add(Value(userId));
        command.Parameters.Add(Value(followerId));
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Whether the follow is the first one of a notice.</summary>
    private async Task<bool> AddFollower(
        long followerId, long followeeId, long edgeId, NoticeStart told, CancellationToken ct)
    {
        await using var batch = shards.For(followeeId).CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(FollowGroup.Lock)
            {
                Parameters = { new NpgsqlParameter<long[]> { TypedValue = [followeeId] } },
            });
        batch.BatchCommands.Add(
            Edge(InsertFollower, followerId, followeeId, edgeId, told.FirstCause, told.LastCause));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) && reader.GetBoolean(0);
    }

    private async Task<bool> Write(long beside, NpgsqlBatchCommand command, CancellationToken ct)
    {
        await using var batch = shards.For(beside).CreateBatch();
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(ct) > 0;
    }

    private static NpgsqlBatchCommand Edge(string sql, params ReadOnlySpan<long> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(Value(value));
        }
        return command;
    }

    private async Task<bool> ChangeRequest(
        string sql, long[] values, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var command = shards.For(values[0]).CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(Value(value));
        }
        OutboxStore.Bind(command.Parameters, facts);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private async Task<long[]> Ids(long key, string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await shards.For(key).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<long>(
            new CommandDefinition(sql, parameters, cancellationToken: ct))).ToArray();
    }

    private async Task<IReadOnlyList<EdgeRow>> Edges(
        long userId, string sql, long beforeEdge, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<EdgeRow>(new CommandDefinition(
            sql, new { userId, beforeEdge, limit }, cancellationToken: ct))).AsList();
    }

    private static NpgsqlParameter<long> Value(long value) => new() { TypedValue = value };
}
