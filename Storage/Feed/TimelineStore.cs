using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Feed;

/// <summary>
/// What a feed is built from when it wakes. Authors are read shard by shard, one bounded statement each.
/// </summary>
public sealed class TimelineStore(ShardMap shards)
{
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
                select n.id as PostId, n.author_id as AuthorId, n.kind as Kind,
                       coalesce(c.likes, 0) as Likes, coalesce(c.comments, 0) as Comments
                from (select p.id, p.author_id, p.kind
                      from unnest(@Keys) as author(id)
                      cross join lateral (
                          select id, author_id, kind from posts
                          where author_id = author.id and status = 1 and id < @beforeId
                          order by id desc limit @limit) p
                      order by p.id desc limit @limit) n
                left join post_counts c on c.post_id = n.id
                order by n.id desc
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
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            counts.AddRange(await connection.QueryAsync<PostCountsRow>(new CommandDefinition(
                "select post_id as PostId, likes, comments from post_counts where post_id = any(@Keys)",
                new { slice.Keys }, cancellationToken: ct)));
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

    /// <summary>How the author's posts reach readers; null for an author who never was a celebrity.</summary>
    public async Task<DeliveryRow?> GetDelivery(long authorId, CancellationToken ct)
    {
        await using var connection = await shards.For(authorId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DeliveryRow>(new CommandDefinition(
            "select pulled, announced from celebrities where author_id = @authorId",
            new { authorId }, cancellationToken: ct));
    }

    public async Task SetDelivery(long authorId, DeliveryRow delivery, CancellationToken ct)
    {
        await using var connection = await shards.For(authorId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into celebrities (author_id, pulled, announced) values (@authorId, @Pulled, @Announced)
            on conflict (author_id) do update set pulled = @Pulled, announced = @Announced
            """, new { authorId, delivery.Pulled, delivery.Announced }, cancellationToken: ct));
    }
}
