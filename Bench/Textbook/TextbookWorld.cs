using System.Buffers;
using System.Text.Json;
using Instagram.Bench.Worlds;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Bench.Textbook;

/// <summary>
/// The same world in the textbook's stores: every post, and of the readers that are measured the feed and whom they
/// follow.
/// </summary>
internal sealed class TextbookWorld
{
    private const int FeedCapacity = 800;
    private const int CommandsAtOnce = 1_000;

    private readonly List<(long Id, long AuthorId, byte[] Body)> _posts;
    private readonly List<(long Reader, long Followee)> _follows;
    private readonly List<(long Reader, List<long> Posts)> _feeds;

    public TextbookWorld(SpeedWorld world, IEnumerable<int> readers)
    {
        var users = world.Users.ToDictionary(user => user.Id);
        _posts =
        [
            .. world.Posts.Select(post => (post.Id, post.AuthorId, JsonSerializer.SerializeToUtf8Bytes(
                TextbookPost.Of(post, users), TextbookJson.Default.TextbookPost))),
        ];
        var ids = readers.Select(at => world.Users[at].Id).ToHashSet();
        _follows = [.. world.Follows.Where(edge => ids.Contains(edge.From)).Select(edge => (edge.From, edge.To))];
        var byAuthor = world.Posts.ToLookup(post => post.AuthorId, post => post.Id);
        _feeds =
        [
            .. _follows.GroupBy(edge => edge.Reader).Select(edges => (
                edges.Key,
                edges.SelectMany(edge => byAuthor[edge.Followee]).OrderDescending().Take(FeedCapacity).ToList())),
        ];
    }

    public async Task FillRedis(string socketPath)
    {
        using var redis = await RespClient.Connect(socketPath);
        var command = new ArrayBufferWriter<byte>();
        var open = new List<Task<RespReply>>();
        foreach (var post in _posts)
        {
            RespCommand.Begin(command, 3);
            RespCommand.Argument(command, "SET"u8);
            RespCommand.Argument(command, RedisServer.PostKey, post.Id);
            RespCommand.Argument(command, post.Body);
            await Send();
        }
        foreach (var (reader, posts) in _feeds.Where(feed => feed.Posts.Count > 0))
        {
            RespCommand.Begin(command, 2 + (2 * posts.Count));
            RespCommand.Argument(command, "ZADD"u8);
            RespCommand.Argument(command, RedisServer.FeedKey, reader);
            foreach (var post in posts)
            {
                // A score is a floating point number, which would not hold the whole id.
                RespCommand.Argument(command, [], SnowflakeIds.TimeOf(post).ToUnixTimeMilliseconds());
                RespCommand.Argument(command, [], post);
            }
            await Send();
        }
        await Settle();

        async Task Send()
        {
            open.Add(redis.Send(command.WrittenSpan));
            command.ResetWrittenCount();
            if (open.Count == CommandsAtOnce)
            {
                await Settle();
            }
        }

        async Task Settle()
        {
            foreach (var answer in open)
            {
                (await answer).Dispose();
            }
            open.Clear();
        }
    }

    public async Task FillPostgres(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await Execute(database, TextbookSql.Read("schema"));
        await Copy(database, "copy posts from stdin (format binary)", _posts, (row, post) =>
        {
            row.Write(post.Id);
            row.Write(post.AuthorId);
            row.Write(post.Body);
        });
        await Copy(
            database, "copy feeds from stdin (format binary)",
            _feeds.SelectMany(feed => feed.Posts.Order().Select(post => (feed.Reader, post))), WritePair);
        await Copy(database, "copy follows from stdin (format binary)", _follows, WritePair);
        await Execute(database, TextbookSql.Read("counts"));
        await Execute(database, "vacuum (analyze)");
    }

    private static void WritePair(NpgsqlBinaryImporter row, (long First, long Second) pair)
    {
        row.Write(pair.First);
        row.Write(pair.Second);
    }

    private static async Task Execute(NpgsqlDataSource database, string statement)
    {
        await using var command = database.CreateCommand(statement);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Copy<T>(
        NpgsqlDataSource database, string copy, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var importer = await connection.BeginBinaryImportAsync(copy);
        foreach (var row in rows)
        {
            await importer.StartRowAsync();
            write(importer, row);
        }
        await importer.CompleteAsync();
    }
}
