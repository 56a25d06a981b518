using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Graph;
using Instagram.Storage.Inbox;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Likes;

/// <summary>
/// Likes, on the post's shard. A like, the count it changes and the notice it begins are one statement, so they never
/// differ; likes that come together share it. Nothing else is stored to tell of a like: what stands in a notice are the
/// likes that are there.
/// </summary>
public sealed class LikeStore(ShardMap shards)
{
    private readonly GroupCommit<LikeItem, LikeChange> _changes = new(shards, LikeGroup.Write);

    /// <summary>Repeating is harmless.</summary>
    public Task<LikeChange> Add(long postId, long userId, long likeId, NoticeStart notice) =>
        _changes.Run(postId, new LikeItem(LikeItemKind.Add, postId, userId, likeId, notice));

    public Task<LikeChange> Remove(long postId, long userId) =>
        _changes.Run(postId, new LikeItem(LikeItemKind.Remove, postId, userId, 0, default));

    /// <summary>The post's counts, in one order with those that changes give.</summary>
    public Task<LikeChange> Count(long postId) =>
        _changes.Run(postId, new LikeItem(LikeItemKind.Count, postId, 0, 0, default));

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
