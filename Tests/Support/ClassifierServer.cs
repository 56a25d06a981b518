using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Instagram.Tests.Support;

/// <summary>
/// A real HTTP server that judges pictures as it is told: with a score, not at all, or not until it is let go.
/// </summary>
public sealed class ClassifierServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string? ContentType, byte[] Bytes)> _asked = new();
    private volatile Func<HttpContext, Task> _answer = http => Scored(http, 0);

    private ClassifierServer(WebApplication app) => _app = app;

    /// <summary>What it was sent, oldest first.</summary>
    public IReadOnlyList<(string? ContentType, byte[] Bytes)> Asked => [.. _asked];

    public string Setting => $"Moderation:Classifier:Endpoint={_app.Urls.Single()}/judge";

    public static async Task<ClassifierServer> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ClassifierServer(app);
        app.MapPost("/judge", server.Judge);
        await app.StartAsync();
        return server;
    }

    public void Scores(double score) => _answer = http => Scored(http, score);

    public void Says(string body) => _answer = http => http.Response.WriteAsync(body);

    public void Fails() => _answer = http =>
    {
        http.Response.StatusCode = 500;
        return Task.CompletedTask;
    };

    /// <summary>Answers nothing until the client gives up.</summary>
    public void Hangs() => _answer = async http =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    /// <summary>Fails so many times and then scores.</summary>
    public void FailsFirst(int times, double score)
    {
        var left = times;
        _answer = http =>
        {
            if (Interlocked.Decrement(ref left) < 0)
            {
                return Scored(http, score);
            }
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Task Scored(HttpContext http, double score) => http.Response.WriteAsync(
        string.Create(CultureInfo.InvariantCulture, $$"""{"explicit": {{score}}, "model": "test"}"""));

    private async Task Judge(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        _asked.Enqueue((http.Request.ContentType, bytes.ToArray()));
        await _answer(http);
    }
}
