using Instagram.Storage.Inbox;
using Npgsql;

namespace Instagram.Storage.Likes;

/// <summary>A like to add or to remove, or with neither a question for the counts.</summary>
internal sealed record LikeItem(LikeItemKind Kind, long PostId, long UserId, long LikeId, NoticeStart Notice);

internal enum LikeItemKind : byte { Add, Remove, Count }

/// <summary>
/// The statements of a group of likes: one for those that come, one for those that go, and where there are both, one
/// for the counts that they leave. All of the posts are locked first, in the order of their ids.
/// </summary>
internal static class LikeGroup
{
    /// <summary>
    /// The lock comes first: a post that is being deleted gets no like that its purge, which follows the deletion,
    /// would miss. And what is read with it is what the silo before has left, so no two notices take in one like.
    /// </summary>
    private const string Lock =
        """
        with post as (
            select post_id, likes, comments, noticed_until from post_counts
            where post_id = any($1) order by post_id for no key update)
        """;

    /// <summary>
    /// A notice that nobody is left in is not filled again: it ends before the new one begins.
    /// </summary>
    private const string Adding =
        $"""
        {Lock},
        item as (
            select * from unnest(
                $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) as item (
                post_id, user_id, like_id, recipient_id, first_cause, last_cause)),
        added as (
            insert into likes (post_id, user_id, like_id)
            select post_id, user_id, like_id from item join post using (post_id)
            on conflict do nothing returning post_id, like_id),
        began as (
            select distinct on (post_id)
                post_id, recipient_id, like_id, greatest(first_cause, case when likes > 0 then noticed_until + 1 end)
                as first_cause, last_cause, noticed_until >= first_cause as is_early
            from added join item using (post_id, like_id) join post using (post_id)
            where recipient_id not in (0, user_id) and (likes = 0 or like_id > noticed_until)
            order by post_id, like_id),
        ended as (
            update notice_groups g set last_cause = g.first_cause - 1 from began
            where is_early and g.recipient_id = began.recipient_id and g.kind = 0 and g.topic_id = began.post_id
              and g.last_cause >= began.first_cause),
        told as (
            insert into notice_groups (
                recipient_id, id, kind, topic_id, post_id, first_cause, last_cause, changed_id)
            select recipient_id, like_id, 0, post_id, post_id, first_cause, last_cause, like_id from began),
        grown as (
            update post_counts c
            set likes = c.likes + change.likes, noticed_until = coalesce(change.noticed_until, c.noticed_until)
            from (
                select post_id, count(*)::int as likes, array_agg(added.like_id) as items,
                    max(last_cause) as noticed_until, max(began.like_id) as began
                from added left join began using (post_id) group by post_id) change
            where c.post_id = change.post_id returning c.post_id, c.likes, items, began)
        select post_id, coalesce(grown.likes, post.likes), comments, items, began
        from post left join grown using (post_id)
        """;

    private const string Removing =
        $"""
        {Lock},
        removed as (
            delete from likes using
                unnest($2::bigint[], $3::bigint[], $4::bigint[]) as item (post_id, user_id, item)
                join post using (post_id)
            where likes.post_id = item.post_id and likes.user_id = item.user_id returning likes.post_id, item.item),
        shrunk as (
            update post_counts c set likes = c.likes - change.likes
            from (
                select post_id, count(*)::int as likes, array_agg(item) as items from removed group by post_id) change
            where c.post_id = change.post_id returning c.post_id, c.likes, items)
        select post_id, coalesce(shrunk.likes, post.likes), comments, items, null::bigint
        from post left join shrunk using (post_id)
        """;

    private const string Counting =
        """
        select post_id, likes, comments, null::bigint[], null::bigint from post_counts where post_id = any($1)
        """;

    private static long _versions;

    public static async Task<IReadOnlyList<LikeChange>> Write(
        NpgsqlDataSource database, IReadOnlyList<LikeItem> items)
    {
        var kinds = Kinds(items);
        if (kinds.Adds > 0 && kinds.Removes > 0 && HasBothOfOne(items))
        {
            return await WriteInTurn(database, items);
        }
        // Of one database there is one group at a time: whoever comes later has read later.
        var version = Interlocked.Increment(ref _versions);
        var posts = items.Select(item => item.PostId).Distinct().ToArray();
        await using var batch = database.CreateBatch();
        if (kinds.Adds > 0)
        {
            batch.BatchCommands.Add(Add(posts, items, kinds.Adds));
        }
        if (kinds.Removes > 0)
        {
            batch.BatchCommands.Add(Remove(posts, items, kinds.Removes));
        }
        if (batch.BatchCommands.Count != 1)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Counting) { Parameters = { Values(posts) } });
        }
        var counts = new Dictionary<long, (int Likes, int Comments)>(posts.Length);
        var changed = new HashSet<long>(items.Count);
        var began = new HashSet<long>();
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        do
        {
            while (await reader.ReadAsync(CancellationToken.None))
            {
                counts[reader.GetInt64(0)] = (reader.GetInt32(1), reader.GetInt32(2));
                if (!reader.IsDBNull(3))
                {
                    changed.UnionWith(reader.GetFieldValue<long[]>(3));
                }
                if (!reader.IsDBNull(4))
                {
                    began.Add(reader.GetInt64(4));
                }
            }
        }
        while (await reader.NextResultAsync(CancellationToken.None));
        var changes = new LikeChange[items.Count];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = counts.TryGetValue(items[i].PostId, out var post)
                ? new LikeChange(
                    true, changed.Contains(KeyOf(items[i], i)), began.Contains(items[i].LikeId), post.Likes,
                    post.Comments, version)
                : new LikeChange(false, false, false, 0, 0, version);
        }
        return changes;
    }

    private static (int Adds, int Removes) Kinds(IReadOnlyList<LikeItem> items)
    {
        var (adds, removes) = (0, 0);
        foreach (var item in items)
        {
            adds += item.Kind == LikeItemKind.Add ? 1 : 0;
            removes += item.Kind == LikeItemKind.Remove ? 1 : 0;
        }
        return (adds, removes);
    }

    /// <summary>One who likes and takes it back does so in that order.</summary>
    private static bool HasBothOfOne(IReadOnlyList<LikeItem> items)
    {
        var added = items.Where(item => item.Kind == LikeItemKind.Add)
            .Select(item => (item.PostId, item.UserId)).ToHashSet();
        return items.Any(item =>
            item.Kind == LikeItemKind.Remove && added.Contains((item.PostId, item.UserId)));
    }

    /// <summary>
    /// Runs of one kind, each a group of its own: none of a failure's are lost that were done before it, as each of
    /// them is safe to repeat.
    /// </summary>
    private static async Task<IReadOnlyList<LikeChange>> WriteInTurn(
        NpgsqlDataSource database, IReadOnlyList<LikeItem> items)
    {
        var changes = new List<LikeChange>(items.Count);
        while (changes.Count < items.Count)
        {
            var left = items.Skip(changes.Count);
            var kind = items[changes.Count].Kind;
            changes.AddRange(await Write(database, left.TakeWhile(item => item.Kind == kind).ToList()));
        }
        return changes;
    }

    private static NpgsqlBatchCommand Add(long[] posts, IReadOnlyList<LikeItem> items, int count)
    {
        var columns = Columns(6, count);
        var at = 0;
        foreach (var item in items)
        {
            if (item.Kind == LikeItemKind.Add)
            {
                columns[0][at] = item.PostId;
                columns[1][at] = item.UserId;
                columns[2][at] = item.LikeId;
                columns[3][at] = item.Notice.RecipientId;
                columns[4][at] = item.Notice.FirstCause;
                columns[5][at++] = item.Notice.LastCause;
            }
        }
        return Command(Adding, posts, columns);
    }

    private static NpgsqlBatchCommand Remove(long[] posts, IReadOnlyList<LikeItem> items, int count)
    {
        var columns = Columns(3, count);
        var at = 0;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Kind == LikeItemKind.Remove)
            {
                columns[0][at] = items[i].PostId;
                columns[1][at] = items[i].UserId;
                columns[2][at++] = KeyOf(items[i], i);
            }
        }
        return Command(Removing, posts, columns);
    }

    private static long[][] Columns(int width, int length)
    {
        var columns = new long[width][];
        for (var i = 0; i < width; i++)
        {
            columns[i] = new long[length];
        }
        return columns;
    }

    private static NpgsqlBatchCommand Command(string sql, long[] posts, long[][] columns)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { Values(posts) } };
        foreach (var column in columns)
        {
            command.Parameters.Add(Values(column));
        }
        return command;
    }

    /// <summary>Which of the items it is: a like by its own id, one to remove by its place.</summary>
    private static long KeyOf(LikeItem item, int place) => item.Kind == LikeItemKind.Add ? item.LikeId : place;

    private static NpgsqlParameter<long[]> Values(long[] values) => new() { TypedValue = values };
}
