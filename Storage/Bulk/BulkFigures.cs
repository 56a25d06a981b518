using Dapper;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Bulk;

/// <summary>A table's rows, and its bytes on the disk with its indexes.</summary>
public sealed record TableSize(string Name, long Rows, long Bytes);

/// <summary>
/// How often an index was searched, the pages of it that were looked at, and the rows that had to be looked up in the
/// table, of which a scan of the index alone has none.
/// </summary>
public sealed record IndexUse(long Searches, long Pages, long Rows);

/// <summary>What a world takes on the disk, and what was read of it.</summary>
public sealed class BulkFigures(ShardMap shards)
{
    /// <summary>As of the last <see cref="BulkStore.Analyze"/>.</summary>
    public async Task<IReadOnlyDictionary<string, TableSize>> Sizes(CancellationToken ct)
    {
        var sizes = new List<TableSize>();
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            sizes.AddRange(await connection.QueryAsync<TableSize>(new CommandDefinition(
                """
                select relname::text as Name, reltuples::bigint as Rows, pg_total_relation_size(oid) as Bytes
                from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 0
                """, cancellationToken: ct)));
        }
        return sizes.GroupBy(table => table.Name).ToDictionary(
            tables => tables.Key,
            tables => new TableSize(tables.Key, tables.Sum(table => table.Rows), tables.Sum(table => table.Bytes)));
    }

    /// <summary>Since the databases began. What a connection has done is known when it is closed.</summary>
    public async Task<IndexUse> UseOf(string index, CancellationToken ct)
    {
        var all = new IndexUse(0, 0, 0);
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            var one = await connection.QuerySingleAsync<IndexUse>(new CommandDefinition(
                """
                select s.idx_scan as Searches, io.idx_blks_hit + io.idx_blks_read as Pages, s.idx_tup_fetch as Rows
                from pg_stat_user_indexes s join pg_statio_user_indexes io using (indexrelid)
                where s.indexrelname = @index
                """, new { index }, cancellationToken: ct));
            all = new IndexUse(all.Searches + one.Searches, all.Pages + one.Pages, all.Rows + one.Rows);
        }
        return all;
    }
}
