using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Instagram.Tests.Support;

/// <summary>A client of the product that is not signed in, and all that any client can send.</summary>
public class Visitor(Product product)
{
    private const int Large = 32 * 1024;

    public Product Product => product;

    /// <summary>What goes into the Authorization header; null sends none.</summary>
    protected virtual string? Token => null;

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path);

    public Task<Answer> Post(string path, object? body = null) => Send(HttpMethod.Post, path, Json(body));

    public Task<Answer> Put(string path, object body) => Send(HttpMethod.Put, path, Json(body));

    public Task<Answer> Patch(string path, object body) => Send(HttpMethod.Patch, path, Json(body));

    /// <summary>A body exactly as it is written here.</summary>
    public Task<Answer> SendRaw(
        HttpMethod method, string path, string body, string contentType = "application/json") =>
        SendRaw(method, path, Encoding.UTF8.GetBytes(body), contentType);

    public Task<Answer> SendRaw(HttpMethod method, string path, byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        // A refusal by the length closes the connection, which would break off a body that is still being sent.
        return body.Length > Large
            ? Send(method, path, content, ("Expect", "100-continue"))
            : Send(method, path, content);
    }

    public async Task<Answer> Send(
        HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute));
        request.Content = content;
        if (Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await product.Send(request);
    }

    /// <summary>A page of a list.</summary>
    public async Task<ListShape<T>> List<T>(string path) => (await Get(path)).As<ListShape<T>>();

    /// <summary>A whole list, page by page; every page but the last is full.</summary>
    public async Task<List<T>> All<T>(string path, int limit)
    {
        var all = new List<T>();
        for (var cursor = ""; ;)
        {
            var page = await List<T>($"{path}?limit={limit}{cursor}");
            all.AddRange(page.Items);
            Assert.Equal(page.HasMore, page.Cursor is not null);
            if (page.Cursor is null)
            {
                Assert.True(page.Items.Count <= limit);
                return all;
            }
            Assert.Equal(limit, page.Items.Count);
            cursor = $"&cursor={page.Cursor}";
        }
    }

    /// <summary>The post with everything of it: the page, its pictures, the author's grid.</summary>
    public async Task Sees(PostShape post)
    {
        Assert.Equal(post.Id, (await Get(post.Path())).As<PostShape>().Id);
        foreach (var medium in post.Media)
        {
            Assert.Equal("image/webp", (await Get(medium.Urls.Small)).Is(200).ContentType);
        }
        Assert.Contains(
            (await List<PostShape>($"/api/v1/users/{post.Author.Id}/posts?limit=100")).Items,
            listed => listed.Id == post.Id);
    }

    /// <summary>Not the post, not its pictures, not in its author's grid; as if it had never been.</summary>
    public async Task DoesNotSee(PostShape post)
    {
        (await Get(post.Path())).NotFound();
        foreach (var medium in post.Media)
        {
            (await Get(medium.Urls.Small)).NotFound();
        }
        var grid = await Get($"/api/v1/users/{post.Author.Id}/posts?limit=100");
        if (grid.Status == 200)
        {
            Assert.DoesNotContain(grid.As<ListShape<PostShape>>().Items, listed => listed.Id == post.Id);
        }
        else
        {
            grid.NotFound();
        }
    }

    private static JsonContent? Json(object? body) => body is null ? null : JsonContent.Create(body);
}
