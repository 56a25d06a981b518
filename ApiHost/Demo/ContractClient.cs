using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Instagram.ApiHost.Demo;

/// <summary>
/// Speaks the public HTTP contract, as any client would. Waits when it is told to; a missing or refused thing is an
/// answer, not an error, so that a world half filled can be filled on.
/// </summary>
internal sealed class ContractClient(HttpClient http, TimeProvider time)
{
    private const int MaxTries = 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Signs up, or logs in when the account is there already; null when it belongs to somebody else.
    /// </summary>
    public async Task<Account?> Enter(Person person, string password, CancellationToken cancellation)
    {
        var (username, email, displayName) = (person.Username, person.Email, person.DisplayName);
        var signup = new { username, email, password, displayName };
        var (status, answer) = await Send(HttpMethod.Post, "auth/signup", null, Json(signup), cancellation);
        if (status == HttpStatusCode.Conflict)
        {
            var login = new { login = person.Username, password };
            (status, answer) = await Send(HttpMethod.Post, "auth/login", null, Json(login), cancellation);
            if (status == HttpStatusCode.Unauthorized)
            {
                return null;
            }
        }
        Expect(IsGood(status), "auth", status);
        var user = answer.GetProperty("user");
        return new Account(
            Text(user, "id"), person, Text(answer, "accessToken"), user.GetProperty("postCount").GetInt32());
    }

    /// <summary>Does something by its path alone, such as a follow; false when it cannot be done.</summary>
    public async Task<bool> Do(
        HttpMethod method, string path, Account who, CancellationToken cancellation, object? body = null,
        string? key = null)
    {
        var (status, _) = await Send(method, path, who, body is null ? null : Json(body), cancellation, key);
        return IsGood(status);
    }

    /// <summary>Makes a thing; the answer is its id.</summary>
    public async Task<string> Create(string path, Account who, object body, CancellationToken cancellation)
    {
        var (status, answer) = await Send(HttpMethod.Post, path, who, Json(body), cancellation);
        Expect(IsGood(status), path, status);
        return Text(answer, "id");
    }

    /// <summary>Makes a thing if that can be done; the answer is its id, or null.</summary>
    public async Task<string?> TryCreate(
        string path, Account who, object body, CancellationToken cancellation, string? key = null)
    {
        var (status, answer) = await Send(HttpMethod.Post, path, who, Json(body), cancellation, key);
        return IsGood(status) ? Text(answer, "id") : null;
    }

    /// <summary>Null when it is not there.</summary>
    public async Task<JsonElement?> TryGet(string path, Account who, CancellationToken cancellation)
    {
        var (status, answer) = await Send(HttpMethod.Get, path, who, null, cancellation);
        return IsGood(status) ? answer : null;
    }

    public async Task<JsonElement> Get(string path, Account who, CancellationToken cancellation)
    {
        var (status, answer) = await Send(HttpMethod.Get, path, who, null, cancellation);
        Expect(IsGood(status), path, status);
        return answer;
    }

    /// <summary>Uploads a JPEG and waits until it is processed; the answer is its media id.</summary>
    public async Task<string> Upload(byte[] jpeg, Account who, CancellationToken cancellation)
    {
        var request = new { contentType = "image/jpeg", byteSize = jpeg.Length };
        var (status, answer) = await Send(HttpMethod.Post, "media/uploads", who, Json(request), cancellation);
        Expect(IsGood(status), "media/uploads", status);
        var id = Text(answer, "mediaId");
        await Put(answer.GetProperty("upload"), jpeg, cancellation);
        var path = $"media/uploads/{id}";
        (status, _) = await Send(HttpMethod.Post, $"{path}/complete", who, null, cancellation);
        Expect(IsGood(status), $"{path}/complete", status);
        for (var pause = 40; pause < 4000; pause = pause * 5 / 4)
        {
            switch (Text(await Get(path, who, cancellation), "status"))
            {
                case "ready":
                    return id;
                case "rejected":
                    throw new DemoException($"{path}: a painted picture was rejected");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(pause), time, cancellation);
        }
        throw new DemoException($"{path}: the picture does not get ready");
    }

    private async Task Put(JsonElement upload, byte[] jpeg, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Text(upload, "url"));
        request.Content = new ByteArrayContent(jpeg);
        foreach (var header in upload.GetProperty("headers").EnumerateObject())
        {
            // Length, type and digest belong to the content, the rest to the request.
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
            {
                request.Content.Headers.Remove(header.Name);
                request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
            }
        }
        using var response = await http.SendAsync(request, cancellation);
        Expect(response.IsSuccessStatusCode, "the upload", response.StatusCode);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Send(
        HttpMethod method, string path, Account? who, Func<HttpContent>? body, CancellationToken cancellation,
        string? idempotencyKey = null)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/{path}");
            request.Content = body?.Invoke();
            if (who is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", who.AccessToken);
            }
            if (idempotencyKey is not null)
            {
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            }
            using var response = await http.SendAsync(request, cancellation);
            if (Pause(response) is { } pause && tries < MaxTries)
            {
                await Task.Delay(pause, time, cancellation);
                continue;
            }
            Expect((int)response.StatusCode < 500, $"{method} {path}", response.StatusCode);
            return (response.StatusCode, await Read(response, cancellation));
        }
    }

    /// <summary>
    /// How long to wait before asking again; null when that is not asked for, or longer than a demo lasts.
    /// </summary>
    private static TimeSpan? Pause(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
        {
            return null;
        }
        var pause = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
        return pause <= LongestWait ? pause : null;
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return default;
        }
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
        return document.RootElement.Clone();
    }

    private static Func<HttpContent> Json(object body) => () => JsonContent.Create(body);

    private static string Text(JsonElement element, string property) =>
        element.GetProperty(property).GetString() ?? throw new DemoException($"{property} is null");

    private static bool IsGood(HttpStatusCode status) => (int)status is >= 200 and < 300;

    private static void Expect(bool good, string what, HttpStatusCode status)
    {
        if (!good)
        {
            throw new DemoException($"{what} answered {(int)status}");
        }
    }
}
