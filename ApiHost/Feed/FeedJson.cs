using System.Buffers;
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
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>Sends a page and what follows its posts.</summary>
    public static async Task Send(HttpContext http, FeedView page, byte[] tail)
    {
        var changing = ArrayPool<Changing>.Shared.Rent(page.Posts.Length);
        for (var i = 0; i < page.Posts.Length; i++)
        {
            changing[i] = new Changing(page.Posts[i].Card.Counts, page.Marks[i]);
        }
        var length = Measure(page, changing, tail);
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = length;
        await http.Response.StartAsync(CancellationToken.None);
        Write(http.Response.BodyWriter.GetSpan(length)[..length], page, changing, tail);
        ArrayPool<Changing>.Shared.Return(changing);
        http.Response.BodyWriter.Advance(length);
        await http.Response.BodyWriter.FlushAsync(CancellationToken.None);
    }

    /// <summary>What follows the posts.</summary>
    public static byte[] Tail(long readerId, FeedOrder order, FeedPosition? next) => next is null
        ? "],\"cursor\":null,\"hasMore\":false}"u8.ToArray()
        : Encoding.UTF8.GetBytes($"],\"cursor\":\"{FeedCursor.Encode(readerId, order, next)}\",\"hasMore\":true}}");

    private static int Measure(FeedView page, ReadOnlySpan<Changing> changing, byte[] tail)
    {
        var length = default(Utf8Length);
        Compose(ref length, page, changing, tail);
        return length.Bytes;
    }

    private static void Write(Span<byte> room, FeedView page, ReadOnlySpan<Changing> changing, byte[] tail)
    {
        var output = new Utf8Room(room);
        Compose(ref output, page, changing, tail);
    }

    private static void Compose<TOutput>(
        ref TOutput output, FeedView page, ReadOnlySpan<Changing> changing, byte[] tail)
        where TOutput : struct, IUtf8Output, allows ref struct
    {
        output.Add("{\"posts\":["u8);
        for (var i = 0; i < page.Posts.Length; i++)
        {
            if (i > 0)
            {
                output.Add(","u8);
            }
            ref readonly var post = ref page.Posts[i];
            ref readonly var json = ref post.Card.Json;
            output.Add(json.Head);
            output.Add(post.Author.Utf8);
            if (json.Middle.Length > 0)
            {
                output.Add(json.Middle);
                AddMentions(ref output, post.Mentions);
            }
            output.Add(json.Body);
            output.Add(changing[i].Counts.Likes);
            output.Add(",\"commentCount\":"u8);
            output.Add(changing[i].Counts.Comments);
            output.Add(Viewer(changing[i].Mark));
            output.Add(json.Tail);
        }
        output.Add(tail);
    }

    private static void AddMentions<TOutput>(ref TOutput output, UserCardJson[] mentions)
        where TOutput : struct, IUtf8Output, allows ref struct
    {
        output.Add("["u8);
        for (var i = 0; i < mentions.Length; i++)
        {
            if (i > 0)
            {
                output.Add(","u8);
            }
            output.Add(mentions[i].Utf8);
        }
        output.Add("]"u8);
    }

    private static ReadOnlySpan<byte> Viewer(PostMark mark) => mark switch
    {
        PostMark.None => ",\"viewer\":{\"liked\":false,\"saved\":false}"u8,
        PostMark.Liked => ",\"viewer\":{\"liked\":true,\"saved\":false}"u8,
        PostMark.Saved => ",\"viewer\":{\"liked\":false,\"saved\":true}"u8,
        _ => ",\"viewer\":{\"liked\":true,\"saved\":true}"u8,
    };

    /// <summary>What others change while it is written: what was measured of it is what is written.</summary>
    private readonly record struct Changing((int Likes, int Comments) Counts, PostMark Mark);
}
