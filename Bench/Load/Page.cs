using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Instagram.Bench.Load;

/// <summary>One page of a feed, looked at: what is measured must be what was asked for.</summary>
internal static class Page
{
    public const int Posts = 20;

    /// <summary>The page's bytes.</summary>
    /// <exception cref="InvalidOperationException">It is no page of 20 posts.</exception>
    public static async Task<byte[]> Read(HttpClient http, Uri address, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}");
        }
        using var document = JsonDocument.Parse(bytes);
        var posts = document.RootElement.GetProperty("posts");
        var ids = posts.EnumerateArray().Select(post => post.GetProperty("id").GetString()).Distinct().Count();
        return ids == Posts ? bytes : throw new InvalidOperationException($"{address} has {ids} posts");
    }

    /// <summary>A piece for each post, with what stands before it; the last has the end too.</summary>
    public static IReadOnlyList<byte[]> Split(byte[] page)
    {
        using var document = JsonDocument.Parse(page);
        var (pieces, from) = (new List<byte[]>(), 0);
        foreach (var post in document.RootElement.GetProperty("posts").EnumerateArray())
        {
            var text = Encoding.UTF8.GetBytes(post.GetRawText());
            var end = from + page.AsSpan(from).IndexOf(text) + text.Length;
            pieces.Add(page[from..end]);
            from = end;
        }
        pieces[^1] = [.. pieces[^1], .. page[from..]];
        return pieces;
    }
}
