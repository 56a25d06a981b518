using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Comments;

/// <summary>
/// Comments, on the post's shard, which their ids carry. Every change locks the post's counts first: the counts equal
/// the rows, and a post that is being deleted gets no comment that its purge would miss.
/// </summary>
public sealed class CommentStore(ShardMap shards)
{
    private const string Select =
        """
        select c.id, c.post_id as PostId, c.author_id as AuthorId, c.text, c.reply_to as ReplyTo,
               coalesce(n.likes, 0) as Likes, coalesce(n.replies, 0) as Replies
        from comments c left join comment_counts n on n.comment_id = c.id
        """;

    /// <summary>
    /// A like locks its comment's counts: once they are gone none is added, and a statement of its own after that sees
    /// every one that was.
    /// </summary>
    private const string DeleteCounts = "delete from comment_counts where comment_id = any(@ids);";

    private const string DeleteLikes = "delete from comment_likes where comment_id = any(@ids);";

    private static readonly string AddLike =
        $"""
        with comment as (select comment_id from comment_counts where comment_id = $1 for update),
        added as (
            insert into comment_likes (comment_id, user_id) select comment_id, $2 from comment
            on conflict do nothing returning 1),
        told as ({OutboxStore.Insert(3)} where exists (select from added))
        update comment_counts set likes = likes + 1 where comment_id = $1 and exists (select from added)
        """;

    private static readonly string RemoveLike =
        $"""
        with comment as (select comment_id from comment_counts where comment_id = $1 for update),
        removed as (
            delete from comment_likes using comment
            where comment_likes.comment_id = comment.comment_id and user_id = $2 returning 1),
        told as ({OutboxStore.Insert(3)} where exists (select from removed))
        update comment_counts set likes = likes - 1 where comment_id = $1 and exists (select from removed)
        """;

    private readonly GroupCommit<CommentItem, (CommentRow? Comment, bool IsNew)> _adding =
        new(shards, CommentGroup.Write);

    /// <summary>
    /// The comment as it is kept: a reply to a reply answers the comment above both. Null when there is no such post or
    /// no such comment to answer. Repeating is harmless. The facts commit along when the comment is new.
    /// </summary>
    public Task<(CommentRow? Comment, bool IsNew)> Add(
        CommentRow comment, IReadOnlyList<OutboxFact> facts, CancellationToken ct) =>
        _adding.Run(comment.PostId, new CommentItem(comment, facts)).WaitAsync(ct);

    public async Task<CommentRow?> Find(long commentId, CancellationToken ct)
    {
        await using var connection = await shards.For(commentId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<CommentRow>(new CommandDefinition(
            $"{Select} where c.id = @commentId and c.hidden_by is null", new { commentId }, cancellationToken: ct));
    }

    /// <summary>Also one that moderation has hidden.</summary>
    public async Task<CommentRow?> FindAny(long commentId, CancellationToken ct)
    {
        await using var connection = await shards.For(commentId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<CommentRow>(new CommandDefinition(
            $"{Select} where c.id = @commentId", new { commentId }, cancellationToken: ct));
    }

    /// <summary>Comments of the first level, newest first.</summary>
    public Task<IReadOnlyList<CommentRow>> List(long postId, long before, int limit, CancellationToken ct) =>
        Query(
            postId,
            $"""
            {Select} where c.post_id = @postId and c.reply_to is null and c.hidden_by is null and c.id < @before
            order by c.id desc limit @limit
            """,
            new { postId, before, limit }, ct);

    /// <summary>Replies to a comment, oldest first.</summary>
    public Task<IReadOnlyList<CommentRow>> ListReplies(long commentId, long after, int limit, CancellationToken ct) =>
        Query(
            commentId,
            $"""
            {Select} where c.reply_to = @commentId and c.hidden_by is null and c.id > @after order by c.id limit @limit
            """,
            new { commentId, after, limit }, ct);

    /// <summary>How many comments went: the comment and its replies; 0 when it was gone already.</summary>
    public async Task<int> Remove(long postId, long commentId, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await LockCounts(connection, transaction, postId, ct))
        {
            return 0;
        }
        var gone = (await connection.QueryAsync<(long Id, long? ReplyTo, bool Hidden)>(new CommandDefinition(
            """
            delete from comments where post_id = @postId and (id = @commentId or reply_to = @commentId)
            returning id, reply_to, hidden_by is not null
            """, new { postId, commentId }, transaction, cancellationToken: ct))).AsList();
        if (gone.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                DeleteCounts + DeleteLikes, new { ids = gone.ConvertAll(row => row.Id).ToArray() }, transaction,
                cancellationToken: ct));
            // What moderation had hidden was no longer counted.
            var shown = gone.Count(row => !row.Hidden);
            var (_, answered, wasHidden) = gone.Find(row => row.Id == commentId);
            await Count(connection, transaction, postId, answered, -shown, wasHidden ? 0 : -1, ct);
        }
        await transaction.CommitAsync(ct);
        return gone.Count;
    }

    /// <summary>
    /// Hides a comment with its replies. False when it is not there or hidden already; the counts follow.
    /// </summary>
    public async Task<bool> Hide(long postId, long commentId, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await LockCounts(connection, transaction, postId, ct))
        {
            return false;
        }
        var hidden = (await connection.QueryAsync<(long Id, long? ReplyTo)>(new CommandDefinition(
            """
            update comments set hidden_by = @commentId
            where post_id = @postId and (id = @commentId or reply_to = @commentId) and hidden_by is null
            returning id, reply_to
            """, new { postId, commentId }, transaction, cancellationToken: ct))).AsList();
        var found = hidden.FindIndex(row => row.Id == commentId);
        if (found >= 0)
        {
            await Count(connection, transaction, postId, hidden[found].ReplyTo, -hidden.Count, -1, ct);
        }
        await transaction.CommitAsync(ct);
        return found >= 0;
    }

    /// <summary>
    /// Shows what <see cref="Hide"/> of this comment hid; a reply to a comment that is itself hidden waits for that.
    /// </summary>
    public async Task<bool> Unhide(long postId, long commentId, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await LockCounts(connection, transaction, postId, ct))
        {
            return false;
        }
        var shown = (await connection.QueryAsync<(long Id, long? ReplyTo, bool Hidden)>(new CommandDefinition(
            """
            update comments c
            set hidden_by = case when c.id = @commentId then
                (select a.hidden_by from comments a where a.id = c.reply_to) end
            where c.post_id = @postId and c.hidden_by = @commentId
            returning c.id, c.reply_to, c.hidden_by is not null
            """, new { postId, commentId }, transaction, cancellationToken: ct))).AsList();
        var found = shown.FindIndex(row => row.Id == commentId);
        if (found >= 0)
        {
            await Count(
                connection, transaction, postId, shown[found].ReplyTo, shown.Count(row => !row.Hidden), 1, ct);
        }
        await transaction.CommitAsync(ct);
        return found >= 0;
    }

    /// <summary>True when the like is new. A comment that is gone takes none.</summary>
    public Task<bool> Like(long commentId, long userId, IReadOnlyList<OutboxFact> facts, CancellationToken ct) =>
        ChangeLike(commentId, userId, AddLike, facts, ct);

    /// <summary>True when there was a like to remove.</summary>
    public Task<bool> Unlike(long commentId, long userId, IReadOnlyList<OutboxFact> facts, CancellationToken ct) =>
        ChangeLike(commentId, userId, RemoveLike, facts, ct);

    /// <summary>Those of the comments that are there and that moderation has not hidden.</summary>
    public async Task<HashSet<long>> Existing(IReadOnlyCollection<long> commentIds, CancellationToken ct)
    {
        var existing = new HashSet<long>();
        foreach (var slice in shards.Split(commentIds))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            existing.UnionWith(await connection.QueryAsync<long>(new CommandDefinition(
                "select id from comments where id = any(@Keys) and hidden_by is null",
                new { slice.Keys }, cancellationToken: ct)));
        }
        return existing;
    }

    /// <summary>Those of one post's comments that the user likes.</summary>
    public async Task<HashSet<long>> LikedAmong(
        long userId, long postId, IReadOnlyCollection<long> commentIds, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            "select comment_id from comment_likes where user_id = @userId and comment_id = any(@ids)",
            new { userId, ids = commentIds.ToArray() }, cancellationToken: ct))];
    }

    /// <summary>
    /// Removes what a deleted post leaves, a bounded number of comments a call; false when none is left.
    /// </summary>
    public async Task<bool> Purge(long postId, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        var ids = (await connection.QueryAsync<long>(new CommandDefinition(
            "select id from comments where post_id = @postId limit @limit",
            new { postId, limit }, cancellationToken: ct))).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(
            DeleteCounts + DeleteLikes + "delete from comments where id = any(@ids)", new { ids },
            cancellationToken: ct));
        return ids.Length == limit;
    }

    private async Task<bool> ChangeLike(
        long commentId, long userId, string sql, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var command = shards.For(commentId).CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = commentId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        OutboxStore.Bind(command.Parameters, facts);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    private async Task<IReadOnlyList<CommentRow>> Query(
        long key, string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await shards.For(key).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<CommentRow>(
            new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }

    private static async Task<bool> LockCounts(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long postId, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            "select post_id from post_counts where post_id = @postId for update",
            new { postId }, transaction, cancellationToken: ct)) is not null;

    private static Task<int> Count(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long postId, long? answered, int comments,
        int replies, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            with answered as (
                update comment_counts set replies = replies + @replies where comment_id = @answered)
            update post_counts set comments = comments + @comments where post_id = @postId
            """, new { postId, answered, comments, replies }, transaction, cancellationToken: ct));
}
