using System.Globalization;
using Instagram.Bench.Serving;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Instagram.Bench.Textbook;

/// <summary>The textbook feeds of PostgreSQL alone, and its writes with one commit each.</summary>
internal sealed class PostgresServer(TokenTable tokens, NpgsqlDataSource database)
{
    public const string Name = "postgres";
    public const string TablePath = "/table";
    public const string OnReadPath = "/on-read";

    private const string Like = "/like";
    private const string Follow = "/follow";

    private readonly string _table = TextbookSql.Read("feed-table");
    private readonly string _onRead = TextbookSql.Read("fan-out-on-read");
    private readonly string _like = TextbookSql.Read("like");
    private readonly string _follow = TextbookSql.Read("follow");

    public static async Task Run(string tokens, string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
            MaxPoolSize = 40,
        });
        await Served.Run(new PostgresServer(await TokenTable.Read(tokens), database).Answer);
    }

    private Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        return tokens.Find(context.Request) is not (not 0 and var userId) ? Served.Refuse(context)
            : path == TablePath ? Read(context.Response, _table, userId)
            : path == OnReadPath ? Read(context.Response, _onRead, userId)
            : Ends(Like) ? Write(context.Response, _like, Id(path, Like), userId)
            : Ends(Follow) ? Write(context.Response, _follow, Id(path, Follow), userId)
            : Served.Refuse(context);

        bool Ends(string verb) => path.EndsWith(verb, StringComparison.Ordinal);
    }

    private async Task Read(HttpResponse response, string sql, long userId)
    {
        var posts = new List<ReadOnlyMemory<byte>>(RedisServer.PageSize);
        await using (var command = database.CreateCommand(sql))
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                posts.Add(reader.GetFieldValue<byte[]>(0));
            }
        }
        await TextbookAnswer.Pass(response, posts);
    }

    private async Task Write(HttpResponse response, string sql, long id, long userId)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = userId });
        await command.ExecuteNonQueryAsync();
        response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>The part before the verb.</summary>
    private static long Id(string path, string verb)
    {
        var before = path.AsSpan(0, path.Length - verb.Length);
        return long.Parse(before[(before.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
    }
}
