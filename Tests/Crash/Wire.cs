using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Instagram.Tests.Crash;

/// <summary>HTTP to the instance, wherever it listens now. Keeps the answers that no client should ever get.</summary>
internal sealed class Wire : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = Deadline.Patience,
    };

    private int _refused;

    public Uri Address { get; set; } = new("http://127.0.0.1");

    /// <summary>500s, and 503s that do not say when to come again.</summary>
    public ConcurrentQueue<string> Defects { get; } = new();

    /// <summary>Answers of 503 so far.</summary>
    public int Refused => _refused;

    public Task<Reply> Get(string path, string? token) => Send(HttpMethod.Get, path, token, null);

    public Task<Reply> Post(string path, string? token, object? body = null, string? key = null) =>
        Send(HttpMethod.Post, path, token, body is null ? null : JsonContent.Create(body), key);

    public Task<Reply> Delete(string path, string token) => Send(HttpMethod.Delete, path, token, null);

    /// <summary>A whole list, page by page.</summary>
    public async Task<List<JsonElement>> All(string path, string token, string items = "items")
    {
        var all = new List<JsonElement>();
        for (var cursor = ""; ;)
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = (await Get($"{path}{separator}limit=100{cursor}", token)).Is(200);
            all.AddRange(page.Body.GetProperty(items).EnumerateArray());
            if (page.Body.GetProperty("cursor").GetString() is not { } next)
            {
                return all;
            }
            cursor = $"&cursor={next}";
        }
    }

    /// <summary>Why requests got no answer.</summary>
    public ConcurrentQueue<string> Lost { get; } = new();

    public async Task<Reply> Send(
        HttpMethod method, string path, string? token, HttpContent? content, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        request.Content = content;
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        var name = $"{method} {path}";
        try
        {
            using var response = await _http.SendAsync(request);
            var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal);
            var body = isJson == true ? await response.Content.ReadFromJsonAsync<JsonElement>() : default;
            var reply = new Reply(name, (int)response.StatusCode, body);
            if (reply.Status == 503)
            {
                Interlocked.Increment(ref _refused);
            }
            if (reply.Status >= 500 && (reply.Status != 503 || response.Headers.RetryAfter is null))
            {
                Defects.Enqueue(reply.ToString());
            }
            return reply;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException)
        {
            Lost.Enqueue($"{name}: {lost.Message} {lost.InnerException?.Message}");
            return new Reply(name, 0, default, $"{lost.Message} {lost.InnerException?.Message}");
        }
    }

    public void Dispose() => _http.Dispose();
}
