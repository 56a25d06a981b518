using Instagram.Storage.Inbox;
using Instagram.Storage.Outbox;
using Npgsql;

namespace Instagram.Storage.Graph;

/// <summary>
/// A follow or its end, between two people of one database. What ends has no edge. <paramref name="IfOpen"/>: only of
/// an account that lets this follower in unasked. Of a follow with nothing <paramref name="Told"/> the followee hears
/// nothing.
/// </summary>
internal sealed record FollowItem(
    bool IsNew, long FollowerId, long FolloweeId, long EdgeId, bool IfOpen, NoticeStart Told,
    IReadOnlyList<OutboxFact> Facts);

/// <summary>
/// The statements of a group of follows. It first locks the counts of everyone in it, in the order of their ids: writes
/// to one pair come one after the other, so that no unfollow sees half of a follow, and two groups cannot deadlock.
/// Whether an account is open is read by the statement that writes the edge.
/// </summary>
internal static class FollowGroup
{
    public const string Lock =
        "select user_id from user_counts where user_id = any($1) order by user_id for update";

    /// <summary>
    /// Of the followers in <c>wanted</c> that came, the first of each new notice, and that notice. Those of one
    /// followee do not overlap. One that nobody is left in is not filled again: it ends before the new one begins.
    /// </summary>
    public const string Telling =
        """
        began as (
            select distinct on (followee_id)
                followee_id, edge_id, last_cause, greatest(first_cause, 1 + (
                    select max(g.last_cause) from notice_groups g
                    where g.recipient_id = wanted.followee_id and g.kind = 4 and g.topic_id = 0
                      and g.last_cause < edge_id)) as first_cause
            from inverse join wanted using (followee_id, edge_id)
            where is_told and (edge_id > noticed_until or not exists (
                select from notice_groups g join followers f on f.followee_id = g.recipient_id
                where g.recipient_id = wanted.followee_id and g.kind = 4 and g.topic_id = 0
                  and g.last_cause >= wanted.edge_id
                  and f.is_told and f.edge_id between g.first_cause and g.last_cause))
            order by followee_id, edge_id),
        ended as (
            update notice_groups g set last_cause = g.first_cause - 1 from began
            where g.recipient_id = began.followee_id and g.kind = 4 and g.topic_id = 0
              and g.last_cause >= began.edge_id),
        begun as (
            insert into notice_groups (recipient_id, id, kind, topic_id, first_cause, last_cause, changed_id)
            select followee_id, edge_id, 4, 0, first_cause, last_cause, edge_id from began)
        """;

    private static readonly string Adding =
        $"""
        with wanted as materialized (
            select item.*, last_cause > 0 as is_told, coalesce(noticed_until, 0) as noticed_until
            from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[], $5::bigint[], $6::bigint[]) as item (
                follower_id, followee_id, edge_id, if_open, first_cause, last_cause)
            left join user_counts on user_id = followee_id
            where not if_open or {IsOpen("followee_id", "follower_id")}),
        edge as (
            insert into following (follower_id, followee_id, edge_id)
            select follower_id, followee_id, edge_id from wanted
            on conflict do nothing returning follower_id, edge_id as item),
        inverse as (
            insert into followers (follower_id, followee_id, edge_id, is_told)
            select follower_id, followee_id, edge_id, is_told from wanted
            on conflict do nothing returning followee_id, edge_id),
        told as ({OutboxStore.InsertFor("edge", 7)}),
        {Telling},
        {Counted("+", "union all select followee_id, 0, 0, last_cause from began")}
        select edge_id, edge_id in (select item from edge), edge_id in (select edge_id from began) from wanted
        """;

    private static readonly string Removing =
        $"""
        with edge as (
            delete from following using unnest($1::bigint[], $2::bigint[], $3::bigint[]) as item (follower, followee, n)
            where follower_id = follower and followee_id = followee returning follower_id, n as item),
        inverse as (
            delete from followers using unnest($1::bigint[], $2::bigint[]) as item (follower, followee)
            where followee_id = followee and follower_id = follower returning followee_id),
        told as ({OutboxStore.InsertFor("edge", 4)}),
        {Counted("-", "")}
        select item, true, false from edge
        """;

    /// <summary>A condition: the account is there, public, and does not block the follower.</summary>
    public static string IsOpen(string userId, string followerId) =>
        $"""
        (exists (select from users where id = {userId} and standing = 0 and not is_private)
         and not exists (select from blocks where blocker_id = {userId} and blocked_id = {followerId}))
        """;

    public static async Task<IReadOnlyList<FollowChange>> Write(
        NpgsqlDataSource database, IReadOnlyList<FollowItem> items)
    {
        if (items.DistinctBy(item => (item.FollowerId, item.FolloweeId)).Count() < items.Count)
        {
            // One pair's in the order in which they came; each is safe to repeat.
            var each = new List<FollowChange>(items.Count);
            foreach (var item in items)
            {
                each.AddRange(await Write(database, [item]));
            }
            return each;
        }
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock)
        {
            Parameters =
            {
                Values([.. items.Select(item => item.FollowerId).Union(items.Select(item => item.FolloweeId))]),
            },
        });
        foreach (var kind in items.Select((item, i) => (item, i)).GroupBy(each => each.item.IsNew))
        {
            batch.BatchCommands.Add(Command(kind.Key ? Adding : Removing, [.. kind]));
        }
        var found = new Dictionary<long, FollowChange>(items.Count);
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        while (await reader.NextResultAsync(CancellationToken.None))
        {
            while (await reader.ReadAsync(CancellationToken.None))
            {
                found.Add(reader.GetInt64(0), new FollowChange(
                    reader.GetBoolean(1) ? EdgeChange.Made : EdgeChange.None, reader.GetBoolean(2)));
            }
        }
        return
        [
            .. items.Select((item, i) => found.TryGetValue(KeyOf(item, i), out var change)
                ? change
                : new FollowChange(item.IfOpen ? EdgeChange.Refused : EdgeChange.None, false)),
        ];
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<(FollowItem Item, int Place)> items)
    {
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                Values([.. items.Select(each => each.Item.FollowerId)]),
                Values([.. items.Select(each => each.Item.FolloweeId)]),
                Values([.. items.Select(each => KeyOf(each.Item, each.Place))]),
            },
        };
        if (items[0].Item.IsNew)
        {
            command.Parameters.Add(
                new NpgsqlParameter<bool[]> { TypedValue = [.. items.Select(each => each.Item.IfOpen)] });
            command.Parameters.Add(Values([.. items.Select(each => each.Item.Told.FirstCause)]));
            command.Parameters.Add(Values([.. items.Select(each => each.Item.Told.LastCause)]));
        }
        OutboxStore.BindFor(command.Parameters,
        [
            .. items.SelectMany(each => each.Item.Facts.Select(fact => (fact, KeyOf(each.Item, each.Place)))),
        ]);
        return command;
    }

    /// <summary>Which of the items it is: a follow by its edge, an end by its place.</summary>
    private static long KeyOf(FollowItem item, int place) => item.IsNew ? item.EdgeId : place;

    private static string Counted(string sign, string andNotices) =>
        $"""
        counted as (
            update user_counts c
            set following = c.following {sign} change.following, followers = c.followers {sign} change.followers,
                noticed_until = coalesce(change.noticed_until, c.noticed_until)
            from (
                select user_id, sum(following)::int as following, sum(followers)::int as followers,
                    max(noticed_until) as noticed_until
                from (
                    select follower_id, 1, 0, null::bigint from edge
                    union all select followee_id, 0, 1, null from inverse {andNotices}
                ) as changes (user_id, following, followers, noticed_until) group by user_id) change
            where c.user_id = change.user_id)
        """;

    private static NpgsqlParameter<long[]> Values(long[] values) => new() { TypedValue = values };
}
