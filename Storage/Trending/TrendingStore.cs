using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Trending;

/// <summary>What hashtags were used lately, out of the index: open posts only.</summary>
public sealed class TrendingStore(ShardMap shards)
{
    /// <summary>The newest uses of hashtags since a post.</summary>
    public async Task<IReadOnlyList<TaggingRow>> Newest(long sinceId, int limit, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<TaggingRow>(new CommandDefinition(
            """
            select tag, post_id as PostId, author_id as AuthorId from post_hashtags
            where is_open and post_id >= @sinceId order by post_id desc limit @limit
            """, new { sinceId, limit }, cancellationToken: ct))).AsList();
    }

    /// <summary>How many open posts have each of the hashtags, but for some authors'; none is left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Count(
        IReadOnlyCollection<string> tags, IReadOnlyCollection<long> withoutAuthors, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<(string Tag, int Posts)>(new CommandDefinition(
            """
            select c.tag, c.posts - (
                select count(*)::int from post_hashtags h
                where cardinality(@without) > 0 and h.author_id = any(@without) and h.tag = c.tag and h.is_open)
            from hashtag_counts c where c.tag = any(@tags)
            """, new { tags = tags.ToArray(), without = withoutAuthors.ToArray() }, cancellationToken: ct)))
            .ToDictionary(row => row.Tag, row => row.Posts);
    }
}
