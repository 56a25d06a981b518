using Instagram.Storage.Outbox;
using Npgsql;

namespace Instagram.Storage.Likes;

/// <summary>A like to add or to remove, or with neither a question for the counts.</summary>
internal sealed record LikeItem(
    LikeItemKind Kind, long PostId, long UserId, long LikeId, IReadOnlyList<OutboxFact> Facts);

internal enum LikeItemKind : byte { Add, Remove, Count }

/// <summary>
/// The statements of a group of likes: one for those that come, one for those that go, and where there are both, one
/// for the counts that they leave. All of the posts are locked first, in the order of their ids.
/// </summary>
internal static class LikeGroup
{
    /// <summary>
    /// The lock comes first: a post that is being deleted gets no like that its purge, which follows the deletion,
    /// would miss.
    /// </summary>
    private const string Lock =
        """
        with post as (
            select post_id, likes, comments from post_counts where post_id = any($1) order by post_id for update)
        """;

    private static readonly string Adding =
        $"""
        {Lock},
        added as (
            insert into likes (post_id, user_id, like_id)
            select post_id, user_id, like_id
            from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as item (post_id, user_id, like_id)
            join post using (post_id)
            on conflict do nothing returning post_id, like_id as item),
        told as ({OutboxStore.InsertFor("added", 5)}),
        grown as (
            update post_counts c set likes = c.likes + change.likes
            from (
                select post_id, count(*)::int as likes, array_agg(item) as items from added group by post_id) change
            where c.post_id = change.post_id returning c.post_id, c.likes, items)
        select post_id, coalesce(grown.likes, post.likes), comments, items from post left join grown using (post_id)
        """;

    private static readonly string Removing =
        $"""
        {Lock},
        removed as (
            delete from likes using
                unnest($2::bigint[], $3::bigint[], $4::bigint[]) as item (post_id, user_id, item)
                join post using (post_id)
            where likes.post_id = item.post_id and likes.user_id = item.user_id returning likes.post_id, item.item),
        told as ({OutboxStore.InsertFor("removed", 5)}),
        shrunk as (
            update post_counts c set likes = c.likes - change.likes
            from (
                select post_id, count(*)::int as likes, array_agg(item) as items from removed group by post_id) change
            where c.post_id = change.post_id returning c.post_id, c.likes, items)
        select post_id, coalesce(shrunk.likes, post.likes), comments, items
        from post left join shrunk using (post_id)
        """;

    private const string Counting =
        "select post_id, likes, comments, null::bigint[] from post_counts where post_id = any($1)";

    private static long _versions;

    public static async Task<IReadOnlyList<LikeChange>> Write(
        NpgsqlDataSource database, IReadOnlyList<LikeItem> items)
    {
        if (HasBothOfOne(items))
        {
            return await WriteInTurn(database, items);
        }
        // Of one database there is one group at a time: whoever comes later has read later.
        var version = Interlocked.Increment(ref _versions);
        var posts = items.Select(item => item.PostId).Distinct().ToArray();
        await using var batch = database.CreateBatch();
        var kinds = items.Select(item => item.Kind).ToHashSet();
        if (kinds.Contains(LikeItemKind.Add))
        {
            batch.BatchCommands.Add(Command(Adding, posts, items, LikeItemKind.Add));
        }
        if (kinds.Contains(LikeItemKind.Remove))
        {
            batch.BatchCommands.Add(Command(Removing, posts, items, LikeItemKind.Remove));
        }
        if (batch.BatchCommands.Count != 1)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Counting) { Parameters = { Values(posts) } });
        }
        var counts = new Dictionary<long, (int Likes, int Comments)>(posts.Length);
        var changed = new HashSet<long>();
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
            }
        }
        while (await reader.NextResultAsync(CancellationToken.None));
        var changes = new LikeChange[items.Count];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = counts.TryGetValue(items[i].PostId, out var post)
                ? new LikeChange(true, changed.Contains(KeyOf(items[i], i)), post.Likes, post.Comments, version)
                : new LikeChange(false, false, 0, 0, version);
        }
        return changes;
    }

    /// <summary>
    /// What is told of a like and of its end is ordered by their ids, so they must be done in that order.
    /// </summary>
    private static bool HasBothOfOne(IReadOnlyList<LikeItem> items)
    {
        if (items.All(item => item.Kind == items[0].Kind))
        {
            return false;
        }
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

    private static NpgsqlBatchCommand Command(
        string sql, long[] posts, IReadOnlyList<LikeItem> items, LikeItemKind kind)
    {
        var chosen = items.Select((item, i) => (Item: item, Key: KeyOf(item, i)))
            .Where(each => each.Item.Kind == kind).ToList();
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                Values(posts),
                Values([.. chosen.Select(each => each.Item.PostId)]),
                Values([.. chosen.Select(each => each.Item.UserId)]),
                Values([.. chosen.Select(each => each.Key)]),
            },
        };
        OutboxStore.BindFor(
            command.Parameters, [.. chosen.SelectMany(each => each.Item.Facts.Select(fact => (fact, each.Key)))]);
        return command;
    }

    /// <summary>Which of the items it is: a like by its own id, one to remove by its place.</summary>
    private static long KeyOf(LikeItem item, int place) => item.Kind == LikeItemKind.Add ? item.LikeId : place;

    private static NpgsqlParameter<long[]> Values(long[] values) => new() { TypedValue = values };
}
