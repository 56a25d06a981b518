using System.Buffers;
using Instagram.Bench.Load;
using Microsoft.AspNetCore.Http;

namespace Instagram.Bench.Serving;

/// <summary>What no feed can be faster than: one page, the same for everybody, ready or in 20 ready pieces.</summary>
internal sealed class LimitServer(byte[] page, TokenTable tokens)
{
    public const string Name = "limit";
    public const string ReadyPath = "/ready";
    public const string JoinedPath = "/joined";
    public const string CheckedPath = "/checked";

    private readonly IReadOnlyList<byte[]> _pieces = Page.Split(page);

    public static async Task Run(string tokens, string page) => await Served.Run(
        new LimitServer(await File.ReadAllBytesAsync(page), await TokenTable.Read(tokens)).Answer);

    private Task Answer(HttpContext context) => context.Request.Path.Value switch
    {
        ReadyPath => Ready(context.Response),
        JoinedPath => Joined(context.Response),
        CheckedPath when tokens.Find(context.Request) != 0 => Joined(context.Response),
        _ => Served.Refuse(context),
    };

    private async Task Ready(HttpResponse response)
    {
        Served.Begin(response, page.Length);
        await response.BodyWriter.WriteAsync(page);
    }

    private async Task Joined(HttpResponse response)
    {
        Served.Begin(response, page.Length);
        foreach (var piece in _pieces)
        {
            response.BodyWriter.Write(piece);
        }
        await response.BodyWriter.FlushAsync();
    }
}
