using System.Text;
using Instagram.ApiHost.Http;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;

namespace Instagram.ApiHost.Feed;

/// <summary>
/// A page of a feed out of encoded cards: the bytes that <see cref="FeedResponse"/> would become, without its objects.
/// </summary>
internal static class FeedJson
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>A page of 20 posts is 13 KB.</summary>
    private const int ExpectedBytes = 16 * 1024;

    public static PooledBytes Begin()
    {
        var json = new PooledBytes(ExpectedBytes);
        json.Add("{\"posts\":["u8);
        return json;
    }

    public static void Add(ref PooledBytes json, int index, PostCard card, ShownPost post, PostMark mark)
    {
        if (index > 0)
        {
            json.Add(","u8);
        }
        var parts = card.Json;
        json.Add(parts.Head);
        json.Add(post.Author.Card.Utf8);
        if (parts.Middle.Length > 0)
        {
            json.Add(parts.Middle);
            AddMentions(ref json, post.Mentions);
        }
        json.Add(parts.Body);
        json.Add(card.LikeCount);
        json.Add(",\"commentCount\":"u8);
        json.Add(card.CommentCount);
        json.Add(Viewer(mark));
        json.Add(parts.Tail);
    }

    /// <summary>What follows the posts.</summary>
    public static byte[] Tail(long readerId, FeedOrder order, FeedPosition? next) => next is null
        ? "],\"cursor\":null,\"hasMore\":false}"u8.ToArray()
        : Encoding.UTF8.GetBytes($"],\"cursor\":\"{FeedCursor.Encode(readerId, order, next)}\",\"hasMore\":true}}");

    /// <summary>Sends what was written, and gives it back.</summary>
    public static async Task Send(HttpContext http, PooledBytes json)
    {
        using (json)
        {
            http.Response.ContentType = ContentType;
            http.Response.ContentLength = json.Written.Length;
            await http.Response.BodyWriter.WriteAsync(json.Written, CancellationToken.None);
        }
    }

    private static void AddMentions(ref PooledBytes json, ShownUser[] mentions)
    {
        json.Add("["u8);
        for (var i = 0; i < mentions.Length; i++)
        {
            if (i > 0)
            {
                json.Add(","u8);
            }
            json.Add(mentions[i].Card.Utf8);
        }
        json.Add("]"u8);
    }

    private static ReadOnlySpan<byte> Viewer(PostMark mark) => mark switch
    {
        PostMark.None => ",\"viewer\":{\"liked\":false,\"saved\":false}"u8,
        PostMark.Liked => ",\"viewer\":{\"liked\":true,\"saved\":false}"u8,
        PostMark.Saved => ",\"viewer\":{\"liked\":false,\"saved\":true}"u8,
        _ => ",\"viewer\":{\"liked\":true,\"saved\":true}"u8,
    };
}
