using Instagram.Storage.Outbox;
using Npgsql;

namespace Instagram.Storage.Comments;

internal sealed record CommentItem(CommentRow Comment, IReadOnlyList<OutboxFact> Facts);

/// <summary>
/// The statements of a group of new comments. The counts of their posts are locked first, in the order of their ids;
/// what answers whom is read after that, so a comment that was removed meanwhile takes no reply.
/// </summary>
internal static class CommentGroup
{
    private const string Lock =
        "select post_id from post_counts where post_id = any($1) order by post_id for update";

    private static readonly string Adding =
        $"""
        with wanted as (
            select w.*, (
                select coalesce(c.reply_to, c.id) from comments c
                where c.id = w.reply_to and c.post_id = w.post_id and c.hidden_by is null) as top
            from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[]) as w (
                id, post_id, author_id, text, reply_to)),
        valid as (
            select id, post_id, author_id, text, top from wanted
            where (reply_to is null or top is not null)
              and exists (select from post_counts p where p.post_id = wanted.post_id)),
        added as (
            insert into comments (id, post_id, author_id, text, reply_to)
            select id, post_id, author_id, text, top from valid
            on conflict do nothing returning id as item, post_id, reply_to),
        counts as (insert into comment_counts (comment_id) select item from added),
        told as ({OutboxStore.InsertFor("added", 6)}),
        answered as (
            update comment_counts n set replies = n.replies + change.replies
            from (
                select reply_to, count(*)::int as replies from added
                where reply_to is not null group by reply_to) change
            where n.comment_id = change.reply_to),
        grown as (
            update post_counts c set comments = c.comments + change.comments
            from (select post_id, count(*)::int as comments from added group by post_id) change
            where c.post_id = change.post_id)
        select id, top, item is not null from valid left join added on item = id
        """;

    public static async Task<IReadOnlyList<(CommentRow? Comment, bool IsNew)>> Write(
        NpgsqlDataSource database, IReadOnlyList<CommentItem> items)
    {
        var comments = items.Select(item => item.Comment).ToList();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock)
        {
            Parameters = { Column(comments.Select(comment => comment.PostId).Distinct()) },
        });
        var adding = new NpgsqlBatchCommand(Adding)
        {
            Parameters =
            {
                Column(comments.Select(comment => comment.Id)),
                Column(comments.Select(comment => comment.PostId)),
                Column(comments.Select(comment => comment.AuthorId)),
                Column(comments.Select(comment => comment.Text)),
                Column(comments.Select(comment => comment.ReplyTo)),
            },
        };
        OutboxStore.BindFor(
            adding.Parameters, [.. items.SelectMany(item => item.Facts.Select(fact => (fact, item.Comment.Id)))]);
        batch.BatchCommands.Add(adding);
        var kept = new Dictionary<long, (long? Top, bool IsNew)>(items.Count);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            kept[reader.GetInt64(0)] = (reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.GetBoolean(2));
        }
        return [.. comments.Select(comment => kept.TryGetValue(comment.Id, out var found)
            ? (comment with { ReplyTo = found.Top }, found.IsNew)
            : ((CommentRow?)null, false))];
    }

    private static NpgsqlParameter<T[]> Column<T>(IEnumerable<T> values) => new() { TypedValue = [.. values] };
}
