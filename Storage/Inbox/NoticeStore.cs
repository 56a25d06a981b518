using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Inbox;

/// <summary>
/// What people are told of, on the recipient's shard. A deed's row remembers the newest cause, also of one that was
/// taken back: what comes twice or late changes nothing, in any order.
/// </summary>
public sealed class NoticeStore(ShardMap shards)
{
    private readonly GroupCommit<RaiseItem, ChangedGroup?> _raising = new(shards, RaiseGroup.Write);

    private const string SelectGroups =
        """
        select g.id, g.kind, g.topic_id, g.post_id, g.comment_id, g.changed_id, d.subject_id, d.actor_id, d.changed_id
        from notice_groups g cross join lateral (
            select subject_id, actor_id, cause_id, changed_id from notice_deeds
            where recipient_id = g.recipient_id and group_id = g.id and stands
            order by cause_id desc limit $2) d
        """;

    /// <summary>
    /// Notes deeds of one recipient, kind and topic and lets their group grow, in one statement. Null when nothing
    /// changed: they are known already, or were taken back since. No two of them have actor and subject in common.
    /// </summary>
    /// <param name="deeds">At least one.</param>
    /// <param name="terms">Of a group that all of the deeds may belong to.</param>
    /// <param name="asksForLeft">Whether the groups that the deeds were in before are wanted.</param>
    /// <param name="done">Facts that are done with this; all of them are <see cref="IsBeside"/> the recipient.</param>
    public Task<ChangedGroup?> Raise(
        IReadOnlyList<DeedRow> deeds, GroupTerms terms, bool asksForLeft, IReadOnlyList<long> done) =>
        _raising.Run(deeds[0].RecipientId, new RaiseItem(deeds, terms, asksForLeft, done));

    /// <summary>Whether a fact's row is in the database of the recipient's notices.</summary>
    public bool IsBeside(long recipientId, long factId) => shards.SameDatabase(recipientId, factId);

    /// <summary>
    /// Takes a deed back, also one that has not come yet. The id of the group that shrank; null when none did.
    /// </summary>
    public async Task<long?> Withdraw(DeedRow deed, CancellationToken ct)
    {
        await using var command = shards.For(deed.RecipientId).CreateCommand(
            """
            insert into notice_deeds (
                recipient_id, kind, subject_id, actor_id, cause_id, stands, group_id, changed_id)
            values ($1, $2, $3, $4, $5, false, 0, 0)
            on conflict (recipient_id, kind, subject_id, actor_id) do update
            set cause_id = excluded.cause_id, stands = false
            where notice_deeds.cause_id <= excluded.cause_id
            returning group_id
            """);
        Bind(command, deed.RecipientId);
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = deed.Kind });
        Bind(command, deed.SubjectId, deed.ActorId, deed.CauseId);
        return await command.ExecuteScalarAsync(ct) is long group and not 0 ? group : null;
    }

    /// <summary>Groups that changed before an id, the newest change first, with at most so many deeds each.</summary>
    public async Task<IReadOnlyList<GroupRow>> List(
        long userId, long beforeChange, int limit, int deeds, CancellationToken ct)
    {
        await using var command = shards.For(userId).CreateCommand(
            $"""
            with newest as (
                select id from notice_groups g
                where recipient_id = $1 and changed_id < $3
                  and exists (select from notice_deeds where recipient_id = $1 and group_id = g.id and stands)
                order by changed_id desc limit $4)
            {SelectGroups}
            where g.recipient_id = $1 and g.id in (select id from newest)
            order by g.changed_id desc, d.cause_id desc
            """);
        Bind(command, userId);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = deeds });
        Bind(command, beforeChange);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await Read(command, ct);
    }

    /// <summary>Null when there is none, or nothing in it stands.</summary>
    public async Task<GroupRow?> Find(long userId, long groupId, int deeds, CancellationToken ct)
    {
        await using var command = shards.For(userId).CreateCommand(
            $"{SelectGroups} where g.recipient_id = $1 and g.id = $3 order by d.cause_id desc");
        Bind(command, userId);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = deeds });
        Bind(command, groupId);
        var found = await Read(command, ct);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>How far the user has looked; 0 when never.</summary>
    public async Task<long> GetSeen(long userId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select coalesce((select seen_through from inboxes where user_id = @userId), 0)",
            new { userId }, cancellationToken: ct));
    }

    /// <summary>
    /// The user has looked at a group and everything before its last change; it may be empty by now. How far that is;
    /// null when it is no group of theirs.
    /// </summary>
    public async Task<long?> MarkSeen(long userId, long groupId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            """
            insert into inboxes as i (user_id, seen_through)
            select recipient_id, changed_id from notice_groups where recipient_id = @userId and id = @groupId
            on conflict (user_id) do update set seen_through = greatest(i.seen_through, excluded.seen_through)
            returning seen_through
            """, new { userId, groupId }, cancellationToken: ct));
    }

    /// <summary>
    /// Removes all but the newest groups, what is too old, and the deeds of both. One that was taken back is remembered
    /// as long as what is old may still come late.
    /// </summary>
    public async Task Purge(long userId, int keptGroups, long oldestId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with gone as (
                delete from notice_groups where recipient_id = @userId and (changed_id < @oldestId or changed_id <= (
                    select changed_id from notice_groups where recipient_id = @userId
                    order by changed_id desc offset @keptGroups limit 1))
                returning id),
            withdrawn as (
                delete from notice_deeds where recipient_id = @userId and not stands and cause_id < @oldestId)
            delete from notice_deeds
            where recipient_id = @userId and stands and group_id in (select id from gone)
            """, new { userId, keptGroups, oldestId }, cancellationToken: ct));
    }

    private static async Task<IReadOnlyList<GroupRow>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        var groups = new List<GroupRow>();
        var deeds = new List<GroupDeedRow>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var id = reader.GetInt64(0);
            if (groups.Count == 0 || groups[^1].Id != id)
            {
                deeds = [];
                groups.Add(new GroupRow(
                    id, reader.GetInt16(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetInt64(3),
                    reader.IsDBNull(4) ? null : reader.GetInt64(4), reader.GetInt64(5), deeds));
            }
            deeds.Add(new GroupDeedRow(reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8)));
        }
        return groups;
    }

    private static void Bind(NpgsqlCommand command, params ReadOnlySpan<long> values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
        }
    }
}
