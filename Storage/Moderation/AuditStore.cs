using Dapper;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Moderation;

/// <summary>What moderators and the machine did. The database lets nobody change or delete a line of it.</summary>
public sealed class AuditStore(ShardMap shards)
{
    internal static Task Append(
        NpgsqlConnection connection, NpgsqlTransaction transaction, AuditRow entry, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            insert into moderation_audit (id, actor_id, action, kind, target_id, item_id)
            values (@Id, @ActorId, @action, @kind, @TargetId, @ItemId)
            """,
            new
            {
                entry.Id, entry.ActorId, action = entry.Action.ToString().ToLowerInvariant(),
                kind = (short)entry.Kind, entry.TargetId, entry.ItemId,
            },
            transaction, cancellationToken: ct));

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<AuditRow>> List(long before, int limit, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<
            (long Id, long? Actor, string Action, short Kind, long Target, long Item)>(new CommandDefinition(
                """
                select id, actor_id, action, kind, target_id, item_id from moderation_audit
                where id < @before order by id desc limit @limit
                """, new { before, limit }, cancellationToken: ct));
        return rows.Select(row => new AuditRow(
            row.Id, row.Actor, Enum.Parse<ModerationAction>(row.Action, ignoreCase: true), (ModerationKind)row.Kind,
            row.Target, row.Item)).ToList();
    }
}
