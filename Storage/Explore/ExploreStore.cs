using Dapper;
using Instagram.Storage.Feed;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Explore;

/// <summary>
/// Candidates for explore, out of the index in the directory's database: open posts only, which whoever shows them
/// checks again.
/// </summary>
public sealed class ExploreStore(ShardMap shards)
{
    private const string Columns =
        "post_id as PostId, author_id as AuthorId, kind as Kind, likes as Likes, comments as Comments";

    /// <summary>The newest open posts that are older than a post, newest first, but for some authors'.</summary>
    public Task<IReadOnlyList<CandidateRow>> Newest(
        long beforeId, IReadOnlyCollection<long> exceptAuthors, int limit, CancellationToken ct) => Query(
        $"""
        select {Columns} from indexed_posts
        where is_open and post_id < @beforeId and author_id <> all(@except) order by post_id desc limit @limit
        """, new { beforeId, except = exceptAuthors.ToArray(), limit }, ct);

    /// <summary>Those of the posts that are open.</summary>
    public Task<IReadOnlyList<CandidateRow>> FindOpen(IReadOnlyCollection<long> postIds, CancellationToken ct) => Query(
        $"select {Columns} from indexed_posts where is_open and post_id = any(@ids)", new { ids = postIds.ToArray() },
        ct);

    /// <summary>The newest open posts with each of these hashtags and of each of these places.</summary>
    public Task<IReadOnlyList<CandidateRow>> FindAbout(
        IReadOnlyCollection<string> hashtags, IReadOnlyCollection<long> placeIds, int each, CancellationToken ct) =>
        Query(
            $"""
            select {Columns} from indexed_posts where is_open and post_id in (
                select tagged.post_id from unnest(@hashtags) as wanted(tag)
                cross join lateral (
                    select post_id from post_hashtags
                    where tag = wanted.tag and is_open order by post_id desc limit @each) tagged
                union
                select placed.post_id from unnest(@placeIds) as wanted(id)
                cross join lateral (
                    select post_id from indexed_posts
                    where place_id = wanted.id and is_open order by post_id desc limit @each) placed)
            """, new { hashtags = hashtags.ToArray(), placeIds = placeIds.ToArray(), each }, ct);

    /// <summary>What those of the posts are about that are open.</summary>
    public async Task<IReadOnlyList<PostTopicsRow>> GetTopics(IReadOnlyCollection<long> postIds, CancellationToken ct)
    {
        await using var command = shards.Directory.CreateCommand(
            "select post_id, hashtags, place_id from indexed_posts where is_open and post_id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = postIds.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var topics = new List<PostTopicsRow>(postIds.Count);
        while (await reader.ReadAsync(ct))
        {
            topics.Add(new PostTopicsRow(
                reader.GetInt64(0), reader.GetFieldValue<string[]>(1), reader.IsDBNull(2) ? null : reader.GetInt64(2)));
        }
        return topics;
    }

    /// <summary>Brings the index's copies of counts up to date; posts that are not in it are none.</summary>
    public async Task SetCounts(IReadOnlyCollection<PostCountsRow> counts, CancellationToken ct)
    {
        // In one order, so that two writers never wait for each other.
        var ordered = counts.OrderBy(row => row.PostId).ToList();
        await using var command = shards.Directory.CreateCommand(
            """
            with changed as (
                select post.post_id, new.likes, new.comments
                from unnest($1, $2, $3) as new (post_id, likes, comments)
                join indexed_posts post using (post_id)
                where post.likes <> new.likes or post.comments <> new.comments
                order by post.post_id for update of post)
            update indexed_posts post set likes = changed.likes, comments = changed.comments
            from changed where post.post_id = changed.post_id
            """);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. ordered.Select(row => row.PostId)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ordered.Select(row => row.Likes)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. ordered.Select(row => row.Comments)] });
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<IReadOnlyList<CandidateRow>> Query(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<CandidateRow>(
            new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }
}
