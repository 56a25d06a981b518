using System.Text;
using Instagram.ApiHost.Http;
using Instagram.Grains.Feed;
using Instagram.Grains.Users;

namespace Instagram.ApiHost.Feed;

/// <summary>
/// A page of a feed out of encoded cards: the bytes that <see cref="FeedResponse"/> would become, without its objects.
/// </summary>
internal static class FeedJson
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>What goes with a post beside its cards: two counts, marks, commas.</summary>
    private const int MoreOfPost = 120;

    /// <summary>Sends the posts, the reader's mark on each, and what follows them.</summary>
    public static Task Send(
        HttpContext http, ReadOnlySpan<ShownPost> posts, ReadOnlySpan<PostMark> marks, byte[] tail)
    {
        // The cards of a page lie far apart: looked at before any is copied, they come to the processor side by side.
        var expected = tail.Length;
        foreach (ref readonly var post in posts)
        {
            expected += MoreOfPost + post.Card.Json.Length + ((1 + post.Mentions.Length) * post.Author.Utf8.Length);
        }
        var json = new PooledBytes(expected);
        json.Add("{\"posts\":["u8);
        for (var i = 0; i < posts.Length; i++)
        {
            Add(ref json, i, posts[i], marks[i]);
        }
        json.Add(tail);
        return Send(http, json);
    }

    /// <summary>What follows the posts.</summary>
    public static byte[] Tail(long readerId, FeedOrder order, FeedPosition? next) => next is null
        ? "],\"cursor\":null,\"hasMore\":false}"u8.ToArray()
        : Encoding.UTF8.GetBytes($"],\"cursor\":\"{FeedCursor.Encode(readerId, order, next)}\",\"hasMore\":true}}");

    private static void Add(ref PooledBytes json, int index, in ShownPost post, PostMark mark)
    {
        if (index > 0)
        {
            json.Add(","u8);
        }
        ref readonly var parts = ref post.Card.Json;
        json.Add(parts.Head);
        json.Add(post.Author.Utf8);
        if (parts.Middle.Length > 0)
        {
            json.Add(parts.Middle);
            AddMentions(ref json, post.Mentions);
        }
        json.Add(parts.Body);
        var (likes, comments) = post.Card.Counts;
        json.Add(likes);
        json.Add(",\"commentCount\":"u8);
        json.Add(comments);
        json.Add(Viewer(mark));
        json.Add(parts.Tail);
    }

    private static void AddMentions(ref PooledBytes json, UserCardJson[] mentions)
    {
        json.Add("["u8);
        for (var i = 0; i < mentions.Length; i++)
        {
            if (i > 0)
            {
                json.Add(","u8);
            }
            json.Add(mentions[i].Utf8);
        }
        json.Add("]"u8);
    }

    private static async Task Send(HttpContext http, PooledBytes json)
    {
        using (json)
        {
            http.Response.ContentType = ContentType;
            http.Response.ContentLength = json.Written.Length;
            await http.Response.BodyWriter.WriteAsync(json.Written, CancellationToken.None);
        }
    }

    private static ReadOnlySpan<byte> Viewer(PostMark mark) => mark switch
    {
        PostMark.None => ",\"viewer\":{\"liked\":false,\"saved\":false}"u8,
        PostMark.Liked => ",\"viewer\":{\"liked\":true,\"saved\":false}"u8,
        PostMark.Saved => ",\"viewer\":{\"liked\":false,\"saved\":true}"u8,
        _ => ",\"viewer\":{\"liked\":true,\"saved\":true}"u8,
    };
}
