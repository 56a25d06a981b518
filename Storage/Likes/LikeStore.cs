using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Likes;

/// <summary>
/// Likes, on the post's shard. A like, the count it changes and the facts it causes are one statement, so they never
/// differ; likes that come together share it.
/// </summary>
public sealed class LikeStore(ShardMap shards)
{
    private readonly GroupCommit<LikeItem, LikeChange> _changes = new(shards, LikeGroup.Write);

    /// <summary>The facts commit along when the like is new. Repeating is harmless.</summary>
    public Task<LikeChange> Add(long postId, long userId, long likeId, IReadOnlyList<OutboxFact> facts) =>
        _changes.Run(postId, new LikeItem(LikeItemKind.Add, postId, userId, likeId, facts));

    /// <summary>The facts commit along when there was a like to remove.</summary>
    public Task<LikeChange> Remove(long postId, long userId, IReadOnlyList<OutboxFact> facts) =>
        _changes.Run(postId, new LikeItem(LikeItemKind.Remove, postId, userId, 0, facts));

    /// <summary>The post's counts, in one order with those that changes give.</summary>
    public Task<LikeChange> Count(long postId) =>
        _changes.Run(postId, new LikeItem(LikeItemKind.Count, postId, 0, 0, []));

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
