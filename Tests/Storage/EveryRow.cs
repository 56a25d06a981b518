using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>All that databases hold, as text: a new table is read without being told of.</summary>
public static class EveryRow
{
    private const string Tables = "select quote_ident(tablename) from pg_tables where schemaname = 'public'";

    public static async IAsyncEnumerable<string> Of(ShardMap shards)
    {
        foreach (var database in shards.All)
        {
            await foreach (var table in Texts(database, Tables))
            {
                await foreach (var row in Texts(database, $"select t::text from {table} t"))
                {
                    yield return row;
                }
            }
        }
    }

    private static async IAsyncEnumerable<string> Texts(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            yield return reader.GetString(0);
        }
    }
}
