using Instagram.Storage.Outbox;
using Npgsql;

namespace Instagram.Storage.Graph;

/// <summary>
/// A follow or its end, between two people of one database. What ends has no edge. <paramref name="IfOpen"/>: only of
/// an account that lets this follower in unasked.
/// </summary>
internal sealed record FollowItem(
    bool IsNew, long FollowerId, long FolloweeId, long EdgeId, bool IfOpen, IReadOnlyList<OutboxFact> Facts);

/// <summary>
/// The statements of a group of follows. It first locks the counts of everyone in it, in the order of their ids: writes
/// to one pair come one after the other, so that no unfollow sees half of a follow, and two groups cannot deadlock.
/// Whether an account is open is read by the statement that writes the edge.
/// </summary>
internal static class FollowGroup
{
    private const string Lock =
        "select user_id from user_counts where user_id = any($1) order by user_id for update";

    private static readonly string Adding =
        $"""
        with wanted as materialized (
            select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[]) as item (
                follower_id, followee_id, edge_id, if_open)
            where not if_open or {IsOpen("followee_id", "follower_id")}),
        edge as (
            insert into following (follower_id, followee_id, edge_id)
            select follower_id, followee_id, edge_id from wanted
            on conflict do nothing returning follower_id, edge_id as item),
        inverse as (
            insert into followers (follower_id, followee_id, edge_id)
            select follower_id, followee_id, edge_id from wanted
            on conflict do nothing returning followee_id),
        told as ({OutboxStore.InsertFor("edge", 5)}),
        {Counted("+")}
        select edge_id, edge_id in (select item from edge) from wanted
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
        {Counted("-")}
        select item, true from edge
        """;

    /// <summary>A condition: the account is there, public, and does not block the follower.</summary>
    public static string IsOpen(string userId, string followerId) =>
        $"""
        (exists (select from users where id = {userId} and standing = 0 and not is_private)
         and not exists (select from blocks where blocker_id = {userId} and blocked_id = {followerId}))
        """;

    public static async Task<IReadOnlyList<EdgeChange>> Write(
        NpgsqlDataSource database, IReadOnlyList<FollowItem> items)
    {
        if (items.DistinctBy(item => (item.FollowerId, item.FolloweeId)).Count() < items.Count)
        {
            // One pair's in the order in which they came; each is safe to repeat.
            var each = new List<EdgeChange>(items.Count);
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
        var found = new Dictionary<long, bool>(items.Count);
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        while (await reader.NextResultAsync(CancellationToken.None))
        {
            while (await reader.ReadAsync(CancellationToken.None))
            {
                found.Add(reader.GetInt64(0), reader.GetBoolean(1));
            }
        }
        return
        [
            .. items.Select((item, i) =>
                found.TryGetValue(KeyOf(item, i), out var isChanged)
                    ? isChanged ? EdgeChange.Made : EdgeChange.None
                    : item.IfOpen ? EdgeChange.Refused : EdgeChange.None),
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
        }
        OutboxStore.BindFor(command.Parameters,
        [
            .. items.SelectMany(each => each.Item.Facts.Select(fact => (fact, KeyOf(each.Item, each.Place)))),
        ]);
        return command;
    }

    /// <summary>Which of the items it is: a follow by its edge, an end by its place.</summary>
    private static long KeyOf(FollowItem item, int place) => item.IsNew ? item.EdgeId : place;

    private static string Counted(string sign) =>
        $"""
        counted as (
            update user_counts c
            set following = c.following {sign} change.following, followers = c.followers {sign} change.followers
            from (
                select user_id, sum(following)::int as following, sum(followers)::int as followers from (
                    select follower_id, 1, 0 from edge union all select followee_id, 0, 1 from inverse
                ) as changes (user_id, following, followers) group by user_id) change
            where c.user_id = change.user_id)
        """;

    private static NpgsqlParameter<long[]> Values(long[] values) => new() { TypedValue = values };
}
