using System.Buffers;
using System.Text;
using Instagram.Bench.Serving;
using Microsoft.AspNetCore.Http;

namespace Instagram.Bench.Textbook;

/// <summary>A page of posts that are there as JSON, passed through as they are.</summary>
internal static class TextbookAnswer
{
    /// <summary>As long as one of the product's.</summary>
    public const string Cursor = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static ReadOnlySpan<byte> Before => "{\"posts\":["u8;

    private static readonly byte[] After = Encoding.UTF8.GetBytes($"],\"cursor\":\"{Cursor}\",\"hasMore\":true}}");

    public static async Task Pass(HttpResponse response, IReadOnlyList<ReadOnlyMemory<byte>> posts)
    {
        Served.Begin(response, Before.Length + posts.Sum(post => post.Length) + posts.Count - 1 + After.Length);
        var body = response.BodyWriter;
        body.Write(Before);
        for (var at = 0; at < posts.Count; at++)
        {
            if (at > 0)
            {
                body.Write(","u8);
            }
            body.Write(posts[at].Span);
        }
        body.Write(After);
        await body.FlushAsync();
    }
}
