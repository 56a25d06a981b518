using System.Globalization;
using Dapper;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Moderation;

/// <summary>
/// The queue, what was decided and what was appealed against. Every change commits with its line of the audit log.
/// </summary>
public sealed class ModerationStore(ShardMap shards)
{
    private const int MaxReasons = 50;

    private const string Columns =
        "id, kind, target_id, author_id, status, source, report_count, reasons, score, was_removed, decided_at, " +
        "decided_by, appeal_text, appealed_at, appeal";

    /// <summary>
    /// Joins the open item about the target, or opens one. A second report by the same person about the same thing
    /// changes nothing. <paramref name="report"/> carries the id of an item to open.
    /// </summary>
    public async Task Report(ReportRow report, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var added = await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into moderation_reports (id, item_id, kind, target_id, reporter_id, reason)
            values (@Id, @ItemId, @Kind, @TargetId, @ReporterId, @Reason) on conflict do nothing
            """,
            new
            {
                report.Id, report.ItemId, Kind = (short)report.Target.Kind, TargetId = report.Target.Id,
                report.ReporterId, report.Reason,
            },
            transaction, cancellationToken: ct));
        if (added > 0)
        {
            var itemId = await Open(
                connection, transaction, report.ItemId, report.Target, ModerationSource.Report, 1, report.Reason, null,
                ct);
            await connection.ExecuteAsync(new CommandDefinition(
                "update moderation_reports set item_id = @itemId where id = @Id",
                new { itemId, report.Id }, transaction, cancellationToken: ct));
        }
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// What a machine brings up joins the open item or opens <paramref name="itemId"/>, once a day for each source.
    /// </summary>
    public async Task Flag(
        long itemId, ModerationTarget target, ModerationSource source, string reason, double? score, DateOnly day,
        AuditRow audit, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var added = await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into moderation_flags (kind, target_id, source, day)
            values (@Kind, @Id, @source, @day::date) on conflict do nothing
            """,
            new
            {
                Kind = (short)target.Kind, target.Id, source = (short)source,
                day = day.ToString("O", CultureInfo.InvariantCulture),
            },
            transaction, cancellationToken: ct));
        if (added > 0)
        {
            var opened = await Open(connection, transaction, itemId, target, source, 0, reason, score, ct);
            await AuditStore.Append(connection, transaction, audit with { ItemId = opened }, ct);
        }
        await transaction.CommitAsync(ct);
    }

    /// <summary>The open item about the target that is no appeal, made if there is none.</summary>
    public async Task<long> FindOrOpen(
        long itemId, ModerationTarget target, ModerationSource source, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return await Open(connection, null, itemId, target, source, 0, null, null, ct);
    }

    /// <summary>
    /// What the classifier has removed; nothing where it already did so once, whatever a person decided since.
    /// </summary>
    public async Task RecordRemoval(
        long itemId, ModerationTarget target, double score, string reason, DateTimeOffset now, AuditRow audit,
        CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var added = await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into moderation_items
                (id, kind, target_id, author_id, status, source, reasons, score, was_removed, decided_at)
            select @itemId, @kind, @targetId, @authorId, 2, 1, array[@reason], @score, true, @now
            where not exists (
                select from moderation_items
                where kind = @kind and target_id = @targetId and source = 1 and was_removed)
            on conflict do nothing
            """,
            new
            {
                itemId, kind = (short)target.Kind, targetId = target.Id, authorId = target.AuthorId, reason, score, now,
            },
            transaction, cancellationToken: ct));
        if (added > 0)
        {
            await AuditStore.Append(connection, transaction, audit, ct);
        }
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Closes the item, and with it a pending appeal. <paramref name="by"/> null is the machine. False when it is
    /// decided like this already.
    /// </summary>
    public async Task<bool> Decide(
        long itemId, ModerationStatus verdict, long? by, DateTimeOffset now, AuditRow audit, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var changed = await connection.ExecuteAsync(new CommandDefinition(
            """
            update moderation_items
            set status = @verdict, was_removed = was_removed or @verdict = 2, decided_at = @now, decided_by = @by,
                appeal = case when appeal_text is null then null when @verdict = 2 then 1 else 2 end
            where id = @itemId and status <> @verdict
            """,
            new { itemId, verdict = (short)verdict, now, by }, transaction, cancellationToken: ct));
        if (changed > 0)
        {
            await AuditStore.Append(connection, transaction, audit, ct);
        }
        await transaction.CommitAsync(ct);
        return changed > 0;
    }

    /// <summary>Puts a removed item back into the queue with its author's words, once.</summary>
    public async Task<bool> Appeal(long itemId, string text, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return 0 < await connection.ExecuteAsync(new CommandDefinition(
            """
            update moderation_items set status = 0, appeal_text = @text, appealed_at = @now, appeal = 0
            where id = @itemId and status = 2 and appeal_text is null
            """, new { itemId, text, now }, cancellationToken: ct));
    }

    public async Task<ModerationItemRow?> Find(long itemId, CancellationToken ct)
    {
        var found = await Query("where id = $1 and id < $2 limit $3", itemId, long.MaxValue, 1, ct);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Newest first, of one status or of all.</summary>
    public Task<IReadOnlyList<ModerationItemRow>> List(
        ModerationStatus? status, long before, int limit, CancellationToken ct) =>
        status is { } one
            ? Query("where status = $1 and id < $2 order by id desc limit $3", (short)one, before, limit, ct)
            : Query("where $1 = 0 and id < $2 order by id desc limit $3", 0, before, limit, ct);

    /// <summary>What was decided against an author, newest first.</summary>
    public Task<IReadOnlyList<ModerationItemRow>> ListAgainst(
        long authorId, long before, int limit, CancellationToken ct) =>
        Query(
            "where author_id = $1 and was_removed and id < $2 order by id desc limit $3", authorId, before, limit, ct);

    /// <summary>Items that suspend an account; few, for each ends with the account shown again.</summary>
    public Task<IReadOnlyList<ModerationItemRow>> ListSuspensions(long userId, int limit, CancellationToken ct) =>
        Query(
            "where kind = 2 and target_id = $1 and was_removed and status <> 1 and id < $2 order by id desc limit $3",
            userId, long.MaxValue, limit, ct);

    /// <summary>Whether another item about the same thing has removed it and was not decided otherwise since.</summary>
    public async Task<bool> IsHeldByOther(long itemId, ModerationTarget target, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
                select from moderation_items
                where kind = @kind and target_id = @targetId and was_removed and status <> 1 and id <> @itemId)
            """, new { kind = (short)target.Kind, targetId = target.Id, itemId }, cancellationToken: ct));
    }

    /// <summary>Whether an item about the thing is open, or removed and may come back.</summary>
    public async Task<bool> IsWatched(ModerationKind kind, long targetId, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
                select from moderation_items where kind = @kind and target_id = @targetId and status in (0, 2))
            """, new { kind = (short)kind, targetId }, cancellationToken: ct));
    }

    /// <summary>Whether the classifier has removed it once.</summary>
    public async Task<bool> HasMachineRemoval(ModerationKind kind, long targetId, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select exists (
                select from moderation_items
                where kind = @kind and target_id = @targetId and source = 1 and was_removed)
            """, new { kind = (short)kind, targetId }, cancellationToken: ct));
    }

    private static async Task<long> Open(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, long itemId, ModerationTarget target,
        ModerationSource source, int reports, string? reason, double? score, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"""
            insert into moderation_items (id, kind, target_id, author_id, source, report_count, reasons, score)
            values (@itemId, @kind, @targetId, @authorId, @source, @reports, @reasons, @score)
            on conflict (kind, target_id) where status = 0 and appeal_text is null do update
            set report_count = moderation_items.report_count + excluded.report_count,
                reasons = (moderation_items.reasons || excluded.reasons)[1:{MaxReasons}],
                score = greatest(moderation_items.score, excluded.score)
            returning id
            """,
            new
            {
                itemId, kind = (short)target.Kind, targetId = target.Id, authorId = target.AuthorId,
                source = (short)source, reports, reasons = reason is null ? Array.Empty<string>() : [reason], score,
            },
            transaction, cancellationToken: ct));

    private async Task<IReadOnlyList<ModerationItemRow>> Query(
        string where, long key, long before, int limit, CancellationToken ct)
    {
        await using var command = shards.Directory.CreateCommand($"select {Columns} from moderation_items {where}");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var items = new List<ModerationItemRow>(limit);
        while (await reader.ReadAsync(ct))
        {
            items.Add(Read(reader));
        }
        return items;
    }

    private static ModerationItemRow Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        new ModerationTarget((ModerationKind)reader.GetInt16(1), reader.GetInt64(2), reader.GetInt64(3)),
        (ModerationStatus)reader.GetInt16(4),
        (ModerationSource)reader.GetInt16(5),
        reader.GetInt32(6),
        reader.GetFieldValue<string[]>(7),
        reader.IsDBNull(8) ? null : reader.GetDouble(8),
        reader.GetBoolean(9),
        reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10),
        reader.IsDBNull(11) ? null : reader.GetInt64(11),
        reader.IsDBNull(12)
            ? null
            : new AppealRow(
                reader.GetString(12), reader.GetFieldValue<DateTimeOffset>(13), (AppealStatus)reader.GetInt16(14)));
}
