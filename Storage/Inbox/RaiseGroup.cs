using Npgsql;

namespace Instagram.Storage.Inbox;

/// <summary>
/// Deeds of one recipient, kind and topic, each of another actor or subject. <paramref name="AsksForLeft"/>: the groups
/// that they were in before are wanted. <paramref name="Done"/>: facts that are done with this.
/// </summary>
internal sealed record RaiseItem(
    IReadOnlyList<DeedRow> Deeds, GroupTerms Terms, bool AsksForLeft, IReadOnlyList<long> Done)
{
    public DeedRow First => Deeds[0];
}

/// <summary>The statement of a group of raised deeds. No two items are of one recipient, kind and topic.</summary>
internal static class RaiseGroup
{
    private const string Raising =
        """
        with term as (
            select t.*, coalesce(
                (select id from notice_groups g
                 where g.recipient_id = t.recipient_id and g.kind = t.kind and g.topic_id = t.topic_id
                   and first_cause between t.not_before and t.not_after
                   and exists (
                    select from notice_deeds d
                    where d.recipient_id = t.recipient_id and d.group_id = g.id and d.stands)
                 order by first_cause desc limit 1), t.new_id) as group_id
            from unnest(
                $1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                $8::bigint[], $9::bigint[], $10::boolean[]) with ordinality as t (
                recipient_id, kind, topic_id, post_id, comment_id, not_before, not_after, new_id, changed_id, asks, n)),
        raised as (
            select * from unnest($11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[]) as raised (
                n, subject_id, actor_id, cause_id)),
        before as (
            select n, array_agg(d.group_id) as ids
            from raised join term using (n) join notice_deeds d
                on (d.recipient_id, d.kind, d.subject_id, d.actor_id)
                 = (term.recipient_id, term.kind, raised.subject_id, raised.actor_id)
            where asks group by n),
        deed as (
            insert into notice_deeds (
                recipient_id, kind, subject_id, actor_id, cause_id, stands, group_id, changed_id)
            select recipient_id, kind, subject_id, actor_id, cause_id, true, group_id, changed_id
            from raised join term using (n)
            on conflict (recipient_id, kind, subject_id, actor_id) do update
            set cause_id = excluded.cause_id, stands = true, group_id = excluded.group_id,
                changed_id = excluded.changed_id
            where notice_deeds.cause_id < excluded.cause_id
            returning recipient_id, group_id, cause_id),
        grown as (
            select recipient_id, group_id, min(cause_id) as first_cause from deed group by recipient_id, group_id),
        kept as (
            insert into notice_groups as g (
                recipient_id, id, kind, topic_id, post_id, comment_id, first_cause, changed_id)
            select recipient_id, group_id, kind, topic_id, post_id, comment_id, first_cause, changed_id
            from term join grown using (recipient_id, group_id)
            on conflict (recipient_id, id) do update
            set first_cause = least(g.first_cause, excluded.first_cause),
                changed_id = greatest(g.changed_id, excluded.changed_id)),
        done as (delete from outbox where id = any($15))
        select n, group_id, ids from term join grown using (recipient_id, group_id) left join before using (n)
        """;

    public static async Task<IReadOnlyList<ChangedGroup?>> Write(
        NpgsqlDataSource database, IReadOnlyList<RaiseItem> items)
    {
        await using var command = database.CreateCommand(Raising);
        Add(item => item.First.RecipientId);
        Add(item => item.First.Kind);
        Add(item => item.Terms.TopicId);
        Add(item => item.Terms.PostId);
        Add(item => item.Terms.CommentId);
        Add(item => item.Terms.NotBefore);
        Add(item => item.Terms.NotAfter);
        Add(item => item.Terms.NewId);
        Add(item => item.Terms.ChangedId);
        Add(item => item.AsksForLeft);
        var deeds = items.SelectMany((item, i) => item.Deeds.Select(deed => (Number: i + 1L, Deed: deed))).ToList();
        AddDeeds(each => each.Number);
        AddDeeds(each => each.Deed.SubjectId);
        AddDeeds(each => each.Deed.ActorId);
        AddDeeds(each => each.Deed.CauseId);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. items.SelectMany(item => item.Done)] });
        var changed = new ChangedGroup?[items.Count];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var group = reader.GetInt64(1);
            changed[reader.GetInt64(0) - 1] = new ChangedGroup(
                group, reader.IsDBNull(2) ? [] : [.. reader.GetFieldValue<long[]>(2).Where(id => id != group)]);
        }
        return changed;

        void Add<T>(Func<RaiseItem, T> column) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. items.Select(column)] });

        void AddDeeds(Func<(long Number, DeedRow Deed), long> column) =>
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. deeds.Select(column)] });
    }
}
