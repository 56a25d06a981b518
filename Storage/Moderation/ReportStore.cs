using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Moderation;

/// <summary>The reports as they came in; <see cref="ModerationStore"/> writes them with their item.</summary>
public sealed class ReportStore(ShardMap shards)
{
    /// <summary>Newest first. What is reported carries no author here: its item knows.</summary>
    public async Task<IReadOnlyList<ReportRow>> List(long before, int limit, CancellationToken ct)
    {
        await using var connection = await shards.Directory.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<
            (long Id, long Item, short Kind, long Target, long Reporter, string Reason)>(new CommandDefinition(
                """
                select id, item_id, kind, target_id, reporter_id, reason from moderation_reports
                where id < @before order by id desc limit @limit
                """, new { before, limit }, cancellationToken: ct));
        return rows.Select(row => new ReportRow(
            row.Id, row.Item, new ModerationTarget((ModerationKind)row.Kind, row.Target, 0), row.Reporter,
            row.Reason)).ToList();
    }
}
