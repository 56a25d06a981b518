using Dapper;
using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Likes;

/// <summary>
/// Likes, on the post's shard. A like, the count it changes and the facts it causes are one statement, so they never
/// differ.
/// </summary>
public sealed class LikeStore(ShardMap shards)
{
    private static readonly string AddLike =
        $"""
        with post as (select post_id from post_counts where post_id = $1 for update),
        added as (
            insert into likes (post_id, user_id, like_id) select post_id, $2, $3 from post
            on conflict do nothing returning 1),
        told as ({OutboxStore.Insert(4)} where exists (select from added))
        update post_counts set likes = likes + 1 where post_id = $1 and exists (select from added)
        """;

    private static readonly string RemoveLike =
        $"""
        with post as (select post_id from post_counts where post_id = $1 for update),
        removed as (
            delete from likes using post
            where likes.post_id = post.post_id and likes.user_id = $2 returning 1),
        told as ({OutboxStore.Insert(3)} where exists (select from removed))
        update post_counts set likes = likes - 1 where post_id = $1 and exists (select from removed)
        """;

    /// <summary>
    /// True when the like is new. The lock comes first: a post that is being deleted gets no like that its purge, which
    /// follows the deletion, would miss.
    /// </summary>
    public async Task<bool> Add(
        long postId, long userId, long likeId, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var command = shards.For(postId).CreateCommand(AddLike);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = postId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = likeId });
        OutboxStore.Bind(command.Parameters, facts);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    /// <summary>True when there was a like to remove.</summary>
    public async Task<bool> Remove(
        long postId, long userId, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var command = shards.For(postId).CreateCommand(RemoveLike);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = postId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        OutboxStore.Bind(command.Parameters, facts);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    /// <summary>Those of the posts that the user likes.</summary>
    public async Task<HashSet<long>> LikedAmong(long userId, IReadOnlyCollection<long> postIds, CancellationToken ct)
    {
        var liked = new HashSet<long>();
        foreach (var slice in shards.Split(postIds))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            liked.UnionWith(await connection.QueryAsync<long>(new CommandDefinition(
                "select post_id from likes where user_id = @userId and post_id = any(@Keys)",
                new { userId, slice.Keys }, cancellationToken: ct)));
        }
        return liked;
    }

    /// <summary>
    /// Who likes the post, newest first; <paramref name="beforeLike"/> is the last of the page before.
    /// </summary>
    public async Task<IReadOnlyList<EdgeRow>> List(long postId, long beforeLike, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<EdgeRow>(new CommandDefinition(
            """
            select like_id as EdgeId, user_id as UserId from likes
            where post_id = @postId and like_id < @beforeLike order by like_id desc limit @limit
            """, new { postId, beforeLike, limit }, cancellationToken: ct))).AsList();
    }
}
