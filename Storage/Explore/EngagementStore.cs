using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Explore;

/// <summary>
/// What each reader has opened, commented on and saved last, on the reader's shard, and what they like, which is read
/// from the likes: explore's taste, and what explore leaves out. A bounded memory of taste; the likes, comments and
/// saves are the truth.
/// </summary>
public sealed class EngagementStore(ShardMap shards)
{
    /// <summary>Posts remembered of one reader; older ones are forgotten.</summary>
    public const int Capacity = 2_000;

    private readonly GroupCommit<SaveItem, bool> _saving = new(shards, Write);

    /// <summary>
    /// Sets what each of the posts is to the reader now, and unless there is <paramref name="hasRoom"/> forgets the
    /// oldest above capacity.
    /// </summary>
    public Task Save(
        long userId, IReadOnlyCollection<EngagementRow> rows, CancellationToken ct, bool hasRoom = false) =>
        _saving.Run(userId, new SaveItem(userId, rows, hasRoom)).WaitAsync(ct);

    private static async Task<IReadOnlyList<bool>> Write(NpgsqlDataSource database, IReadOnlyList<SaveItem> items)
    {
        var rows = items.SelectMany(item => item.Rows.Select(row => (item.UserId, Row: row))).ToList();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            insert into engagements (user_id, post_id, engaged_id, kinds)
            select * from unnest($1, $2, $3, $4)
            on conflict (user_id, post_id) do update
            set kinds = excluded.kinds, engaged_id = excluded.engaged_id
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<long[]> { TypedValue = [.. rows.Select(each => each.UserId)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. rows.Select(each => each.Row.PostId)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. rows.Select(each => each.Row.Id)] },
                new NpgsqlParameter<short[]>
                {
                    TypedValue = [.. rows.Select(each => (short)(each.Row.Kinds & ~EngagementKinds.Liked))],
                },
            },
        });
        if (items.Any(item => !item.HasRoom))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                delete from engagements using unnest($1) as full_of (reader_id) cross join lateral (
                    select engaged_id as last_id from engagements
                    where user_id = reader_id order by engaged_id desc offset $2 limit 1) past
                where user_id = reader_id and engaged_id <= last_id
                """)
            {
                Parameters =
                {
                    new NpgsqlParameter<long[]>
                    {
                        TypedValue = [.. items.Where(item => !item.HasRoom).Select(item => item.UserId)],
                    },
                    new NpgsqlParameter<int> { TypedValue = Capacity },
                },
            });
        }
        await batch.ExecuteNonQueryAsync();
        return new bool[items.Count];
    }

    /// <summary>All that is remembered of the reader, newest first.</summary>
    public async Task<IReadOnlyList<EngagementRow>> Load(long userId, CancellationToken ct)
    {
        var rows = new List<EngagementRow>();
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            rows.AddRange((await connection.QueryAsync<(long PostId, long Id, short Kinds)>(new CommandDefinition(
                """
                (select post_id, engaged_id, (kinds & ~2)::smallint from engagements
                 where user_id = @userId order by engaged_id desc limit @Capacity)
                union all
                (select post_id, like_id, 3::smallint from likes
                 where user_id = @userId order by like_id desc limit @Capacity)
                """, new { userId, Capacity }, cancellationToken: ct)))
                .Select(row => new EngagementRow(row.PostId, row.Id, (EngagementKinds)row.Kinds)));
        }
        return
        [
            .. rows.GroupBy(row => row.PostId)
                .Select(of => new EngagementRow(
                    of.Key, of.Max(row => row.Id), of.Aggregate(EngagementKinds.None, (all, row) => all | row.Kinds)))
                .OrderByDescending(row => row.Id).Take(Capacity),
        ];
    }

    public async Task Forget(long userId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from engagements where user_id = @userId", new { userId }, cancellationToken: ct));
    }

    /// <summary>
    /// Who else likes the posts, those first who like most of them; the newest <paramref name="perPost"/> of each.
    /// </summary>
    public async Task<IReadOnlyList<long>> FindLikers(
        IReadOnlyCollection<long> postIds, long exceptUser, int perPost, int limit, CancellationToken ct)
    {
        var likers = new List<long>();
        foreach (var slice in shards.Split(postIds))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            likers.AddRange(await connection.QueryAsync<long>(new CommandDefinition(
                """
                select liker.user_id from unnest(@Keys) as post(id)
                cross join lateral (
                    select user_id from likes where post_id = post.id order by like_id desc limit @perPost) liker
                """, new { slice.Keys, perPost }, cancellationToken: ct)));
        }
        return MostFrequent(likers.Where(liker => liker != exceptUser), limit);
    }

    /// <summary>What these people like, that first which most of them do; each one's newest in each database.</summary>
    public async Task<IReadOnlyList<long>> FindLiked(
        IReadOnlyCollection<long> userIds, int perUser, int limit, CancellationToken ct)
    {
        if (userIds.Count == 0)
        {
            return [];
        }
        var liked = new List<long>();
        // A like is where its post is, so that every database is asked.
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            liked.AddRange(await connection.QueryAsync<long>(new CommandDefinition(
                """
                select liked.post_id from unnest(@userIds) as reader(id)
                cross join lateral (
                    select post_id from likes where user_id = reader.id order by like_id desc limit @perUser) liked
                """, new { userIds = userIds.ToArray(), perUser }, cancellationToken: ct)));
        }
        return MostFrequent(liked, limit);
    }

    private static List<long> MostFrequent(IEnumerable<long> ids, int limit) => ids
        .GroupBy(id => id).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key)
        .Select(group => group.Key).Take(limit).ToList();

    private sealed record SaveItem(long UserId, IReadOnlyCollection<EngagementRow> Rows, bool HasRoom);
}
