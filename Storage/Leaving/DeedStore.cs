using System.Runtime.CompilerServices;
using Dapper;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Leaving;

/// <summary>
/// What one account has done anywhere, oldest first. Its own things are on its shard; what it did under others' posts
/// is on theirs, so that every database is asked. Read page by page: no connection is held while a row is in hand.
/// </summary>
public sealed class DeedStore(ShardMap shards)
{
    private const int Page = 500;

    /// <summary>Ids of all posts of the author, in whatever status.</summary>
    public IAsyncEnumerable<long> PostIds(long authorId, CancellationToken ct) => Paged(
        shards.For(authorId),
        """
        select id from (
            (select id from posts where author_id = @userId and status = 1 and id > @after order by id limit @limit)
            union all
            (select id from posts where author_id = @userId and status <> 1 and id > @after order by id limit @limit)
        ) of_author order by id limit @limit
        """, authorId, (long id) => id, ct);

    /// <summary>Ids of the owner's media that no post has taken.</summary>
    public IAsyncEnumerable<long> UnusedMediaIds(long ownerId, CancellationToken ct) => Paged(
        shards.For(ownerId),
        """
        select id from media
        where owner_id = @userId and post_id is null and id > @after order by id limit @limit
        """, ownerId, (long id) => id, ct);

    public IAsyncEnumerable<LikeRow> Likes(long userId, CancellationToken ct) => Everywhere(
        """
        select like_id as LikeId, post_id as PostId from likes
        where user_id = @userId and like_id > @after order by like_id limit @limit
        """, userId, (LikeRow like) => like.LikeId, ct);

    public IAsyncEnumerable<WrittenRow> Comments(long authorId, CancellationToken ct) => Everywhere(
        """
        select id, post_id as PostId, reply_to as ReplyTo, text from comments
        where author_id = @userId and id > @after order by id limit @limit
        """, authorId, (WrittenRow comment) => comment.Id, ct);

    /// <summary>Ids of the comments that the user likes.</summary>
    public IAsyncEnumerable<long> CommentLikes(long userId, CancellationToken ct) => Everywhere(
        """
        select comment_id from comment_likes
        where user_id = @userId and comment_id > @after order by comment_id limit @limit
        """, userId, (long commentId) => commentId, ct);

    private async IAsyncEnumerable<T> Everywhere<T>(
        string sql, long userId, Func<T, long> key, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var database in shards.All)
        {
            await foreach (var row in Paged(database, sql, userId, key, ct))
            {
                yield return row;
            }
        }
    }

    private static async IAsyncEnumerable<T> Paged<T>(
        NpgsqlDataSource database, string sql, long userId, Func<T, long> key,
        [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0L; ;)
        {
            var page = await Read<T>(database, sql, new { userId, after, limit = Page }, ct);
            foreach (var row in page)
            {
                yield return row;
            }
            if (page.Count < Page)
            {
                yield break;
            }
            after = key(page[^1]);
        }
    }

    private static async Task<List<T>> Read<T>(
        NpgsqlDataSource database, string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<T>(
            new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }
}
