using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Instagram.Tests.Demo;

/// <summary>As much of the HTTP contract as the demo world uses, in memory, with a memory of what was asked.</summary>
public sealed class FakeInstance : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> posts = new();
    private readonly ConcurrentDictionary<string, string> passwords = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> stories = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> storyReplies = new();
    private readonly ConcurrentDictionary<string, string> comments = new();
    private int media;

    private FakeInstance(WebApplication app) => this.app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers a request in place of the contract: status, or null to let it pass.</summary>
    public Func<string, int?> Refuse { get; set; } = _ => null;

    public Uri Address => new(app.Urls.First());

    public int PostCount => posts.Values.Sum(each => each.Count);

    public int StoryCount => stories.Values.Sum(each => each.Count);

    public int StoryReplyCount => storyReplies.Values.Sum(each => each.Count);

    /// <summary>A repeat with the same key counts once.</summary>
    public int CommentCount => comments.Count;

    public static async Task<FakeInstance> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var instance = new FakeInstance(builder.Build());
        instance.Map();
        await instance.app.StartAsync();
        return instance;
    }

    public int Count(string start) => Requests.Count(each => each.StartsWith(start, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string Caller(HttpRequest request) => request.Headers.Authorization.ToString()["Bearer ".Length..];

    private void Map()
    {
        app.Use(async (context, next) =>
        {
            var line = $"{context.Request.Method} {context.Request.Path}";
            Requests.Enqueue(line);
            if (Refuse(line) is { } status)
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = "0";
                return;
            }
            await next();
        });
        var api = app.MapGroup("/api/v1");
        api.MapPost("/auth/signup", (Credentials who) => passwords.TryAdd(who.Name, who.Password)
            ? Results.Json(Session(who.Name), statusCode: 201)
            : Results.Conflict());
        api.MapPost("/auth/login", (Credentials who) => passwords[who.Name] == who.Password
            ? Results.Json(Session(who.Name))
            : Results.Unauthorized());
        api.MapPost("/media/uploads", () =>
        {
            var mediaId = $"{Interlocked.Increment(ref media)}";
            var headers = new Dictionary<string, string> { ["Content-Type"] = "image/jpeg", ["x-check"] = "1" };
            return Results.Json(new { mediaId, upload = new { method = "PUT", url = $"/objects/{mediaId}", headers } });
        });
        app.MapPut("/objects/{id}", (HttpRequest request) =>
            request.ContentType == "image/jpeg" && request.Headers.ContainsKey("x-check") ? 200 : 400);
        api.MapPost(
            "/media/uploads/{id}/complete",
            (string id) => Results.Json(new { id, status = "uploaded" }, statusCode: 202));
        api.MapGet("/media/uploads/{id}", (string id) => Results.Json(new { id, status = "ready" }));
        api.MapPost("/posts", (HttpRequest request) =>
        {
            var (author, id) = (Caller(request), $"{Guid.NewGuid():N}");
            posts.GetOrAdd(author, _ => new()).Enqueue(id);
            return Results.Json(new { id }, statusCode: 201);
        });
        api.MapGet("/users/{id}/posts", (string id) => Results.Json(new
        {
            items = posts.TryGetValue(id, out var ids) ? ids.Reverse().Select(each => new { id = each }) : [],
        }));
        api.MapPost("/posts/{id}/comments", (HttpRequest request) =>
        {
            var key = $"{Caller(request)} {request.Headers["Idempotency-Key"]}";
            return Results.Json(new { id = comments.GetOrAdd(key, _ => $"{Guid.NewGuid():N}") }, statusCode: 201);
        });
        MapStories(api);
        api.MapPost("/{**rest}", () => Results.NoContent());
        api.MapPatch("/users/me", () => Results.Json(new { }));
    }

    private void MapStories(RouteGroupBuilder api)
    {
        api.MapPost("/stories", (HttpRequest request) =>
        {
            var id = $"{Guid.NewGuid():N}";
            stories.GetOrAdd(Caller(request), _ => new()).Enqueue(id);
            return Results.Json(new { id }, statusCode: 201);
        });
        api.MapGet("/users/{id}/stories", (string id) => Results.Json(new
        {
            items = stories.TryGetValue(id, out var ids) ? ids.Select(each => new { id = each }) : [],
        }));
        api.MapPost("/stories/{id}/reply", (string id, HttpRequest request) =>
        {
            storyReplies.GetOrAdd(id, _ => new()).Enqueue(Caller(request));
            return Results.NoContent();
        });
        api.MapGet("/stories/{id}/replies", (string id) => Results.Json(new
        {
            items = storyReplies.TryGetValue(id, out var names)
                ? names.Select(name => new { user = new { id = name } })
                : [],
        }));
    }

    private object Session(string name) => new
    {
        user = new { id = name, postCount = posts.TryGetValue(name, out var ids) ? ids.Count : 0 },
        accessToken = name,
    };

    private sealed record Credentials(string? Username, string? Login, string Password)
    {
        public string Name => (Username ?? Login)!;
    }
}
