using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>
/// Where an id is still named, in whatever table and column of whatever database: a new table is looked at without
/// being told of. Left out are facts that wait in the outbox, which go when they are delivered, and what moderators
/// keep.
/// </summary>
public static class Remains
{
    private const string Columns =
        """
        select table_name, column_name, data_type from information_schema.columns
        where table_schema = 'public' and table_name <> 'outbox' and table_name not like 'moderation%'
          and (data_type = 'bigint' or udt_name = '_int8')
        """;

    /// <summary>As "likes.user_id" of each column with a row that names the id.</summary>
    public static async Task<IReadOnlyList<string>> Of(long id, ShardMap shards)
    {
        var found = new SortedSet<string>();
        foreach (var database in shards.All)
        {
            foreach (var (table, column, isArray) in await ColumnsOf(database))
            {
                await using var command = database.CreateCommand(
                    $"select exists (select from {table} where $1 = {(isArray ? $"any({column})" : column)})");
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
                if ((bool)(await command.ExecuteScalarAsync())!)
                {
                    found.Add($"{table}.{column}");
                }
            }
        }
        return [.. found];
    }

    /// <summary>Posts and accounts whose counts are not those of their rows.</summary>
    public static async Task<long> WrongCounts(ShardMap shards)
    {
        var wrong = 0L;
        foreach (var database in shards.All)
        {
            await using var command = database.CreateCommand(
                """
                select
                    (select count(*) from post_counts c
                     where likes <> (select count(*) from likes l where l.post_id = c.post_id)
                        or comments <> (select count(*) from comments m where m.post_id = c.post_id))
                  + (select count(*) from comment_counts c
                     where likes <> (select count(*) from comment_likes l where l.comment_id = c.comment_id)
                        or replies <> (select count(*) from comments m where m.reply_to = c.comment_id))
                  + (select count(*) from user_counts c
                     where followers <> (select count(*) from followers f where f.followee_id = c.user_id)
                        or following <> (select count(*) from following f where f.follower_id = c.user_id)
                        or posts <> (select count(*) from posts p where p.author_id = c.user_id and status = 1))
                """);
            wrong += (long)(await command.ExecuteScalarAsync())!;
        }
        return wrong;
    }

    /// <summary>As if uploads that are pending had been begun that much earlier.</summary>
    public static async Task Age(TimeSpan age, ShardMap shards)
    {
        foreach (var database in shards.All)
        {
            await using var command = database.CreateCommand(
                "update media set address_expires_at = address_expires_at - $1 where status = 0");
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = age });
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>What is left of a row of <c>users</c>, as one text.</summary>
    public static async Task<string> Tombstone(long userId, ShardMap shards)
    {
        await using var command = shards.For(userId).CreateCommand(
            """
            select concat_ws('|', display_name, bio, email, password_hash, is_private, is_verified, avatar_media_id,
                             standing) from users where id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<(string Table, string Column, bool IsArray)>> ColumnsOf(NpgsqlDataSource database)
    {
        var columns = new List<(string, string, bool)>();
        await using var command = database.CreateCommand(Columns);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2) == "ARRAY"));
        }
        return columns;
    }
}
