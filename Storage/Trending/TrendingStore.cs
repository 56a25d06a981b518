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
}
