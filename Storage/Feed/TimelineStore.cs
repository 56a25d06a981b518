using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Feed;

/// <summary>
/// What a feed is built from when it wakes. Authors are read shard by shard, one bounded statement each.
/// </summary>
public sealed class TimelineStore(ShardMap shards)
{
    /// <summary>
    /// A few of each author's newest posts, and more only of those of whom more can be among the newest of all: so it
    /// reads rows in proportion to the authors and to the limit, however much they have posted. It reads nothing but
    /// the index of published posts.
    /// </summary>
    private const string NewestOfAll =
        """
        with few as materialized (
            select p.id, p.author_id
            from unnest($1) as author(id)
            cross join lateral (
                select id, author_id from posts
                where author_id = author.id and status = 1 order by id desc limit $2) p),
        ground as materialized (
            select coalesce((select id from few order by id desc offset $3 - 1 limit 1), 0) as id),
        more as (
            select p.id, p.author_id
            from (select author_id, min(id) as last from few group by author_id having count(*) = $2) busy
            cross join ground
            cross join lateral (
                select id, author_id from posts
                where author_id = busy.author_id and status = 1 and id < busy.last and id > ground.id
                order by id desc limit $3) p
            where busy.last > ground.id)
        select coalesce(array_agg(id), '{}'), coalesce(array_agg(author_id), '{}')
        from (select id, author_id from (select * from few union all select * from more) found
              order by id desc limit $3) newest
        """;

    private const string AuthorNewest =
        """
        select array(select id from posts where author_id = $1 and status = 1 order by id desc limit $2),
               exists(select from celebrities where author_id = $1 and pulled)
        """;

    private const string DeliveryOf =
        """
        select pulled, announced, coalesce(followers, 0)
        from unnest($1) with ordinality as author (id, place)
        left join celebrities on author_id = id left join user_counts on user_id = id
        order by place
        """;

    private const string PulledOf =
        "select coalesce(array_agg(author_id), '{}') from celebrities where pulled and author_id = any($1)";

    private readonly GroupCommit<long, (DeliveryRow? Delivery, int Followers)> _deliveries =
        new(shards, ReadDeliveries);

    /// <summary>
    /// Whose posts a reader wants in the feed, those followed and not muted, and the newest of the reader's own, with
    /// the counts of a few, and affinities, in one round trip.
    /// </summary>
    public async Task<ReaderRows> LoadReader(long readerId, int ownPosts, int counted, CancellationToken ct)
    {
        await using var batch = shards.For(readerId).CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            select coalesce(array_agg(followee_id), '{}') from following
            where follower_id = $1
              and not exists (select from mutes where muter_id = $1 and muted_id = followee_id)
            """)
        {
            Parameters = { Value(readerId) },
        });
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(AuthorNewest) { Parameters = { Value(readerId), Value(ownPosts) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            select post_id, likes, comments from post_counts where post_id = any(array(
                select id from posts where author_id = $1 and status = 1 order by id desc limit $2))
            """)
        {
            Parameters = { Value(readerId), Value(counted) },
        });
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(AffinityStore.Select) { Parameters = { Value(readerId) } });
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var followed = reader.GetFieldValue<long[]>(0);
        await reader.NextResultAsync(ct);
        var own = await ReadAuthor(reader, ct);
        await reader.NextResultAsync(ct);
        var counts = new List<PostCountsRow>(own.PostIds.Length);
        await AddCounts(reader, counts, ct);
        await reader.NextResultAsync(ct);
        var affinities = await reader.ReadAsync(ct) ? reader.GetFieldValue<byte[]>(0) : null;
        return new ReaderRows(followed, own, counts, affinities);
    }

    /// <summary>All that a feed of these authors wakes with, one round trip a database.</summary>
    public async Task<TimelineRows> ReadNewest(IReadOnlyCollection<long> authorIds, int limit, CancellationToken ct)
    {
        var parts = new List<TimelineRows>();
        foreach (var slice in shards.Split(authorIds))
        {
            await using var batch = slice.Database.CreateBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand(NewestOfAll)
            {
                Parameters =
                {
                    Value(slice.Keys), Value(Math.Min(limit, Math.Max(2, 2 * limit / slice.Keys.Length))), Value(limit),
                },
            });
            batch.BatchCommands.Add(new NpgsqlBatchCommand(PulledOf) { Parameters = { Value(slice.Keys) } });
            await using var rows = await batch.ExecuteReaderAsync(ct);
            await rows.ReadAsync(ct);
            var (posts, authors) = (rows.GetFieldValue<long[]>(0), rows.GetFieldValue<long[]>(1));
            await rows.NextResultAsync(ct);
            await rows.ReadAsync(ct);
            parts.Add(new TimelineRows(posts, authors, rows.GetFieldValue<long[]>(0)));
        }
        return parts is [var only] ? only : Merge(parts, limit);
    }

    /// <summary>What an author's readers find in memory.</summary>
    public async Task<AuthorRows> ReadAuthor(long authorId, int limit, CancellationToken ct)
    {
        await using var command = shards.For(authorId).CreateCommand(AuthorNewest);
        command.Parameters.Add(Value(authorId));
        command.Parameters.Add(Value(limit));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await ReadAuthor(reader, ct);
    }

    /// <summary>
    /// The newest published posts of all the authors together that are older than a post, newest first.
    /// </summary>
    public async Task<IReadOnlyList<TimelineRow>> Newest(
        IReadOnlyCollection<long> authorIds, long beforeId, int limit, CancellationToken ct)
    {
        var rows = new List<TimelineRow>(limit);
        foreach (var slice in shards.Split(authorIds))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            rows.AddRange(await connection.QueryAsync<TimelineRow>(new CommandDefinition(
                """
                select p.id as PostId, p.author_id as AuthorId
                from unnest(@Keys) as author(id)
                cross join lateral (
                    select id, author_id from posts
                    where author_id = author.id and status = 1 and id < @beforeId
                    order by id desc limit @limit) p
                order by p.id desc limit @limit
                """, new { slice.Keys, beforeId, limit }, cancellationToken: ct)));
        }
        return rows.OrderByDescending(row => row.PostId).Take(limit).ToList();
    }

    /// <summary>Counts of those of the posts that still exist.</summary>
    public async Task<IReadOnlyList<PostCountsRow>> GetCounts(
        IReadOnlyCollection<long> postIds, CancellationToken ct)
    {
        var counts = new List<PostCountsRow>(postIds.Count);
        foreach (var slice in shards.Split(postIds))
        {
            await using var command = slice.Database.CreateCommand(
                "select post_id, likes, comments from post_counts where post_id = any($1)");
            command.Parameters.Add(Value(slice.Keys));
            await using var reader = await command.ExecuteReaderAsync(ct);
            await AddCounts(reader, counts, ct);
        }
        return counts;
    }

    /// <summary>Those of the authors whose posts are pulled rather than pushed.</summary>
    public async Task<IReadOnlyList<long>> GetPulled(IReadOnlyCollection<long> authorIds, CancellationToken ct)
    {
        var pulled = new List<long>();
        foreach (var slice in shards.Split(authorIds))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            pulled.AddRange(await connection.QueryAsync<long>(new CommandDefinition(
                "select author_id from celebrities where pulled and author_id = any(@Keys)",
                new { slice.Keys }, cancellationToken: ct)));
        }
        return pulled;
    }

    /// <summary>
    /// How the author's posts reach readers, null for one who never was a celebrity; and how many follow.
    /// </summary>
    public Task<(DeliveryRow? Delivery, int Followers)> GetDelivery(long authorId, CancellationToken ct) =>
        _deliveries.Run(authorId, authorId).WaitAsync(ct);

    public async Task SetDelivery(long authorId, DeliveryRow delivery, CancellationToken ct)
    {
        await using var connection = await shards.For(authorId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into celebrities (author_id, pulled, announced) values (@authorId, @Pulled, @Announced)
            on conflict (author_id) do update set pulled = @Pulled, announced = @Announced
            """, new { authorId, delivery.Pulled, delivery.Announced }, cancellationToken: ct));
    }

    private static async Task<IReadOnlyList<(DeliveryRow? Delivery, int Followers)>> ReadDeliveries(
        NpgsqlDataSource database, IReadOnlyList<long> authorIds)
    {
        await using var command = database.CreateCommand(DeliveryOf);
        command.Parameters.Add(Value<long[]>([.. authorIds]));
        var found = new List<(DeliveryRow? Delivery, int Followers)>(authorIds.Count);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var delivery = await reader.IsDBNullAsync(0, CancellationToken.None)
                ? null
                : new DeliveryRow(reader.GetBoolean(0), reader.GetBoolean(1));
            found.Add((delivery, reader.GetInt32(2)));
        }
        return found;
    }

    private static async Task<AuthorRows> ReadAuthor(NpgsqlDataReader reader, CancellationToken ct)
    {
        await reader.ReadAsync(ct);
        return new AuthorRows(reader.GetFieldValue<long[]>(0), reader.GetBoolean(1));
    }

    private static async Task AddCounts(NpgsqlDataReader reader, List<PostCountsRow> counts, CancellationToken ct)
    {
        while (await reader.ReadAsync(ct))
        {
            counts.Add(new PostCountsRow(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2)));
        }
    }

    private static TimelineRows Merge(List<TimelineRows> parts, int limit)
    {
        var newest = parts.SelectMany(part => part.PostIds.Zip(part.AuthorIds))
            .OrderByDescending(post => post.First).Take(limit).ToList();
        return new TimelineRows(
            [.. newest.Select(post => post.First)], [.. newest.Select(post => post.Second)],
            [.. parts.SelectMany(part => part.Pulled)]);
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
