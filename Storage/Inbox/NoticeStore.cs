using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Inbox;

/// <summary>
/// What people are told of, on the recipient's shard. A deed's row remembers the newest cause, also of one that was
/// taken back: what comes twice or late changes nothing, in any order. Likes of posts and follows have no such rows:
/// what their notices tell of are the likes and the followers themselves, which are on the same shard.
/// </summary>
public sealed class NoticeStore(ShardMap shards)
{
    private readonly GroupCommit<RaiseItem, ChangedGroup?> _raising = new(shards, RaiseGroup.Write);

    /// <summary>Kinds whose deeds are the likes or the followers from first to last cause.</summary>
    private const string Stored = "kind in (0, 4)";

    /// <summary>When the group <c>g</c> last changed if it is of such a kind; null when it is empty.</summary>
    private static readonly string NewestStored = $"(select cause_id from ({StoredDeeds("1")}) newest)";

    /// <summary>The groups that are too old or too many.</summary>
    private static readonly string Purged =
        $"""
        with newest as (
            select id, kind, topic_id, greatest(changed_id, {NewestStored}) as changed_id
            from notice_groups g where recipient_id = @userId),
        purged as (
            select * from newest where changed_id < @oldestId or changed_id <= (
                select changed_id from newest order by changed_id desc offset @keptGroups limit 1))
        """;

    /// <summary>Such a group last changed with its newest deed, and is none when there is none.</summary>
    private static readonly string StoredGroups =
        $"""
        select id, kind, topic_id, post_id, comment_id, newest.cause_id as changed_id, recipient_id, first_cause,
            last_cause
        from notice_groups g cross join lateral ({StoredDeeds("1")}) newest
        where recipient_id = $1 and {Stored}
        """;

    /// <summary>Of the groups <c>g</c>, each with its standing deeds, at most $2.</summary>
    private static readonly string WithDeeds =
        $"""
        select g.id, g.kind, g.topic_id, g.post_id, g.comment_id, g.changed_id, d.subject_id, d.actor_id, d.changed_id
        from g cross join lateral (
            (select subject_id, actor_id, cause_id, changed_id from notice_deeds
             where not (g.{Stored}) and recipient_id = $1 and group_id = g.id and stands
             order by cause_id desc limit $2)
            union all select *, cause_id from ({StoredDeeds("$2")}) stored) d
        order by g.changed_id desc, d.cause_id desc
        """;

    private const string Columns =
        "id, kind, topic_id, post_id, comment_id, changed_id, recipient_id, first_cause, last_cause";

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
            with g as (
                (select {Columns} from notice_groups g
                 where recipient_id = $1 and not ({Stored}) and changed_id < $3
                   and exists (select from notice_deeds where recipient_id = $1 and group_id = g.id and stands)
                 order by changed_id desc limit $4)
                union all
                select * from ({StoredGroups}) stored where changed_id < $3
                order by changed_id desc limit $4)
            {WithDeeds}
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
            $"""
            with g as (
                select {Columns} from notice_groups where recipient_id = $1 and id = $3 and not ({Stored})
                union all select * from ({StoredGroups} and id = $3) stored)
            {WithDeeds}
            """);
        Bind(command, userId);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = deeds });
        Bind(command, groupId);
        var found = await Read(command, ct);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>
    /// The newest group of likes of each of these posts that has one, and with topic 0 that of follows, with at most so
    /// many deeds.
    /// </summary>
    public async Task<IReadOnlyList<GroupRow>> FindStored(
        long userId, IReadOnlyCollection<long> topicIds, int deeds, CancellationToken ct)
    {
        await using var command = shards.For(userId).CreateCommand(
            $"""
            with g as (
                select distinct on (topic_id) * from ({StoredGroups} and topic_id = any($3)) stored
                order by topic_id, changed_id desc)
            {WithDeeds}
            """);
        Bind(command, userId);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = deeds });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. topicIds] });
        return await Read(command, ct);
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
            $"""
            insert into inboxes as i (user_id, seen_through)
            select recipient_id, greatest(changed_id, {NewestStored})
            from notice_groups g where recipient_id = @userId and id = @groupId
            on conflict (user_id) do update set seen_through = greatest(i.seen_through, excluded.seen_through)
            returning seen_through
            """, new { userId, groupId }, cancellationToken: ct));
    }

    /// <summary>
    /// Removes all but the newest groups, what is too old, and the deeds of both. One that was taken back is remembered
    /// as long as what is old may still come late. The next like of a post whose group goes begins another; so does the
    /// next follow.
    /// </summary>
    public async Task Purge(long userId, int keptGroups, long oldestId, CancellationToken ct)
    {
        await using var connection = await shards.For(userId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // The counts first, as likes and follows do; what came meanwhile is found by the statement after these.
        var posts = (await connection.QueryAsync<long>(new CommandDefinition(
            $"""
            {Purged}
            select post_id from post_counts where post_id in (select topic_id from purged where kind = 0)
            order by post_id for no key update
            """, new { userId, keptGroups, oldestId }, transaction, cancellationToken: ct))).AsList();
        var followed = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"""
            {Purged}
            select true from user_counts
            where user_id = @userId and exists (select from purged where kind = 4) for no key update
            """, new { userId, keptGroups, oldestId }, transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            {Purged},
            gone as (
                delete from notice_groups where recipient_id = @userId and id in (
                    select id from purged where case kind
                        when 0 then topic_id = any(@posts)
                            or not exists (select from post_counts where post_id = topic_id)
                        when 4 then @followed else true end)
                returning id, kind, topic_id, last_cause),
            liked_anew as (
                update post_counts c set noticed_until = 0 from gone
                where kind = 0 and post_id = topic_id and noticed_until = last_cause),
            followed_anew as (
                update user_counts c set noticed_until = 0 from gone
                where kind = 4 and user_id = @userId and noticed_until = last_cause),
            withdrawn as (
                delete from notice_deeds where recipient_id = @userId and not stands and cause_id < @oldestId)
            delete from notice_deeds
            where recipient_id = @userId and stands and group_id in (select id from gone)
            """, new { userId, keptGroups, oldestId, posts, followed }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    /// <summary>The deeds of the group <c>g</c> if it is of such a kind, newest first.</summary>
    private static string StoredDeeds(string limit) =>
        $"""
        (select l.post_id as subject_id, l.user_id as actor_id, l.like_id as cause_id
         from likes l
         where g.kind = 0 and l.post_id = g.topic_id and l.user_id <> g.recipient_id
           and l.like_id between g.first_cause and g.last_cause
         order by l.like_id desc limit {limit})
        union all
        (select 0, f.follower_id, f.edge_id
         from followers f
         where g.kind = 4 and f.followee_id = g.recipient_id and f.is_told
           and f.edge_id between g.first_cause and g.last_cause
         order by f.edge_id desc limit {limit})
        """;

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
