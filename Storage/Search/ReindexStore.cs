using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Search;

/// <summary>How far a rebuild of the index has come: a step, a database, and the last key done there.</summary>
public sealed record ReindexPosition(short Step, int Database, long After);

/// <summary>What a rebuild of the index goes through, a bounded page of ids a call, and how far it has come.</summary>
public sealed class ReindexStore(ShardMap shards)
{
    public int Databases => shards.All.Count;

    /// <summary>Where to go on; null when no rebuild is under way.</summary>
    public async Task<ReindexPosition?> Load(CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ReindexPosition>(new CommandDefinition(
            "select step, database, after from reindexing", cancellationToken: ct));
    }

    /// <summary>Begins a rebuild, unless one is under way.</summary>
    public Task Begin(CancellationToken ct) => Execute(
        "insert into reindexing (step, database, after) values (0, 0, 0) on conflict do nothing", null, ct);

    public Task Save(ReindexPosition position, CancellationToken ct) => Execute(
        "update reindexing set step = @Step, database = @Database, after = @After", position, ct);

    public Task End(CancellationToken ct) => Execute("delete from reindexing", null, ct);

    public Task<IReadOnlyList<long>> Users(int database, long after, int limit, CancellationToken ct) =>
        Page<long>(database, "select id from users where id > @after order by id limit @limit", after, limit, ct);

    public Task<IReadOnlyList<long>> PublishedPosts(int database, long after, int limit, CancellationToken ct) =>
        Page<long>(
            database, "select id from posts where id > @after and status = 1 order by id limit @limit", after, limit,
            ct);

    public Task<IReadOnlyList<long>> IndexedUsers(long after, int limit, CancellationToken ct) => Page<long>(
        0, "select user_id from indexed_users where user_id > @after order by user_id limit @limit", after, limit, ct);

    /// <summary>Also those that only a hashtag is left of.</summary>
    public Task<IReadOnlyList<long>> IndexedPosts(long after, int limit, CancellationToken ct) => Page<long>(
        0,
        """
        (select post_id from indexed_posts where post_id > @after order by post_id limit @limit)
        union
        (select distinct post_id from post_hashtags where post_id > @after order by post_id limit @limit)
        order by post_id limit @limit
        """, after, limit, ct);

    /// <summary>Those who block anyone.</summary>
    public Task<IReadOnlyList<long>> Blockers(int database, long after, int limit, CancellationToken ct) => Page<long>(
        database,
        "select distinct blocker_id from blocks where blocker_id > @after order by blocker_id limit @limit", after,
        limit, ct);

    /// <summary>Those of the ids that are no account's.</summary>
    public Task<IReadOnlyList<long>> NoUsers(IReadOnlyList<long> ids, CancellationToken ct) =>
        Missing("select id from users where id = any(@Keys)", ids, ct);

    /// <summary>Those of the ids that are no published post's.</summary>
    public Task<IReadOnlyList<long>> NoPosts(IReadOnlyList<long> ids, CancellationToken ct) =>
        Missing("select id from posts where id = any(@Keys) and status = 1", ids, ct);

    /// <summary>
    /// Counts the posts of the next hashtags again; the last of them, or null behind the last one of all. The counts
    /// are locked before the rows behind them are read: what is being added meanwhile waits, and comes on top.
    /// </summary>
    public async Task<string?> RecountHashtags(string after, int limit, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tags = (await connection.QueryAsync<string>(new CommandDefinition(
            """
            (select tag from hashtag_counts where tag > @after order by tag limit @limit)
            union
            (select distinct tag from post_hashtags where tag > @after order by tag limit @limit)
            order by tag limit @limit
            """, new { after, limit }, transaction, cancellationToken: ct))).ToArray();
        foreach (var sql in new[]
        {
            """
            insert into hashtag_counts (tag, posts) select tag, 0 from unnest(@tags) as tag order by tag
            on conflict do nothing
            """,
            "select from hashtag_counts where tag = any(@tags) order by tag for update",
            """
            update hashtag_counts as counts set posts = (
                select count(*) from post_hashtags where tag = counts.tag and is_open)
            where tag = any(@tags)
            """,
            "delete from hashtag_counts where tag = any(@tags) and posts = 0",
        })
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, new { tags }, transaction, cancellationToken: ct));
        }
        await transaction.CommitAsync(ct);
        return tags.Length < limit ? null : tags[^1];
    }

    /// <inheritdoc cref="RecountHashtags"/>
    public async Task<long?> RecountPlaces(long after, int limit, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var places = (await connection.QueryAsync<long>(new CommandDefinition(
            "select place_id from indexed_places where place_id > @after order by place_id limit @limit for update",
            new { after, limit }, transaction, cancellationToken: ct))).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update indexed_places as place set posts = (
                select count(*) from indexed_posts where place_id = place.place_id and is_open)
            where place_id = any(@places)
            """, new { places }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return places.Length < limit ? null : places[^1];
    }

    private async Task<IReadOnlyList<long>> Missing(string sql, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var missing = ids.ToHashSet();
        foreach (var slice in shards.Split(ids))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            missing.ExceptWith(await connection.QueryAsync<long>(new CommandDefinition(
                sql, new { slice.Keys }, cancellationToken: ct)));
        }
        return [.. missing];
    }

    private async Task Execute(string sql, object? values, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: ct));
    }

    private async Task<IReadOnlyList<T>> Page<T>(
        int database, string sql, long after, int limit, CancellationToken ct)
    {
        await using var connection = await shards.All[database].OpenConnectionAsync(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(
            sql, new { after, limit }, cancellationToken: ct))).AsList();
    }
}
