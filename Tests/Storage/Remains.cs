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

    /// <summary>Each of them, as it is kept and as it is counted; what moderation has hidden is not counted.</summary>
    public static async Task<IReadOnlyList<string>> WrongCountRows(ShardMap shards)
    {
        var wrong = new List<string>();
        foreach (var database in shards.All)
        {
            await using var command = database.CreateCommand(
                """
                select format('post %s: %s likes of %s, %s comments of %s, status %s', post_id, likes, l, comments, m,
                              (select status from posts p where p.id = post_id))
                from (select c.*, (select count(*) from likes l where l.post_id = c.post_id) l,
                             (select count(*) from comments m
                              where m.post_id = c.post_id and m.hidden_by is null) m from post_counts c) c
                where likes <> l or comments <> m
                union all
                select format('comment %s: %s likes of %s, %s replies of %s', comment_id, likes, l, replies, m)
                from (select c.*, (select count(*) from comment_likes l where l.comment_id = c.comment_id) l,
                             (select count(*) from comments m
                              where m.reply_to = c.comment_id and m.hidden_by is null) m
                      from comment_counts c join comments k on k.id = c.comment_id and k.hidden_by is null) c
                where likes <> l or replies <> m
                union all
                select format('user %s: %s followers of %s, %s following of %s, %s posts of %s, standing %s',
                              user_id, followers, f, following, g, posts, p,
                              (select standing from users u where u.id = user_id))
                from (select c.*, (select count(*) from followers f where f.followee_id = c.user_id) f,
                             (select count(*) from following f where f.follower_id = c.user_id) g,
                             (select count(*) from posts p where p.author_id = c.user_id and status = 1) p
                      from user_counts c) c
                where followers <> f or following <> g or posts <> p
                """);
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                wrong.Add(rows.GetString(0));
            }
        }
        return wrong;
    }

    /// <summary>Posts, comments and accounts whose counts are not those of their rows.</summary>
    public static async Task<long> WrongCounts(ShardMap shards) => (await WrongCountRows(shards)).Count;

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
