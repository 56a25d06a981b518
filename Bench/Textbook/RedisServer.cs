using System.Buffers;
using System.Text.Json;
using Instagram.Bench.Serving;
using Microsoft.AspNetCore.Http;

namespace Instagram.Bench.Textbook;

/// <summary>The textbook feed: a sorted set of post ids for each reader, the posts as JSON beside them.</summary>
internal sealed class RedisServer(TokenTable tokens, RespClient[] connections)
{
    public const string Name = "redis";
    public const string PassedPath = "/passed";
    public const string DecodedPath = "/decoded";
    public const int PageSize = 20;

    private const int Connections = 2;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _command;

    private uint _next;

    public static ReadOnlySpan<byte> FeedKey => "feed:"u8;

    public static ReadOnlySpan<byte> PostKey => "post:"u8;

    public static async Task Run(string tokens, string socketPath)
    {
        var connections = await Task.WhenAll(
            Enumerable.Range(0, Connections).Select(_ => RespClient.Connect(socketPath)));
        await Served.Run(new RedisServer(await TokenTable.Read(tokens), connections).Answer);
    }

    private async Task Answer(HttpContext context)
    {
        if (tokens.Find(context.Request) is not (not 0 and var userId))
        {
            await Served.Refuse(context);
            return;
        }
        var redis = connections[Interlocked.Increment(ref _next) % Connections];
        using var ids = await AskIds(redis, userId);
        using var posts = await AskPosts(redis, ids);
        await (context.Request.Path == PassedPath
            ? TextbookAnswer.Pass(context.Response, posts.Items)
            : Decode(context.Response, posts));
    }

    private static async Task Decode(HttpResponse response, RespReply posts)
    {
        var decoded = new TextbookPost[posts.Count];
        for (var at = 0; at < decoded.Length; at++)
        {
            decoded[at] = JsonSerializer.Deserialize(posts[at].Span, TextbookJson.Default.TextbookPost)!;
        }
        var page = JsonSerializer.SerializeToUtf8Bytes(
            new TextbookPage(decoded, TextbookAnswer.Cursor, true), TextbookJson.Default.TextbookPage);
        Served.Begin(response, page.Length);
        await response.BodyWriter.WriteAsync(page);
    }

    private static Task<RespReply> AskIds(RespClient redis, long userId)
    {
        var command = Command();
        RespCommand.Begin(command, 4);
        RespCommand.Argument(command, "ZREVRANGE"u8);
        RespCommand.Argument(command, FeedKey, userId);
        RespCommand.Argument(command, "0"u8);
        RespCommand.Argument(command, "19"u8);
        return redis.Send(command.WrittenSpan);
    }

    private static Task<RespReply> AskPosts(RespClient redis, RespReply ids)
    {
        var command = Command();
        RespCommand.Begin(command, 1 + ids.Count);
        RespCommand.Argument(command, "MGET"u8);
        for (var at = 0; at < ids.Count; at++)
        {
            RespCommand.Argument(command, PostKey, ids[at].Span);
        }
        return redis.Send(command.WrittenSpan);
    }

    private static ArrayBufferWriter<byte> Command()
    {
        var command = _command ??= new ArrayBufferWriter<byte>();
        command.ResetWrittenCount();
        return command;
    }
}
