using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Instagram.Tests.Support;

/// <summary>What came back for a request; its checks fail with the request and the whole answer.</summary>
public sealed class Answer(
    string request, HttpStatusCode status, HttpResponseHeaders headers, HttpContentHeaders contentHeaders, byte[] bytes)
{
    private const int ShownBytes = 2_000;

    public int Status => (int)status;

    public HttpResponseHeaders Headers => headers;

    public HttpContentHeaders ContentHeaders => contentHeaders;

    public byte[] Bytes => bytes;

    public string Text => Encoding.UTF8.GetString(bytes);

    public string? ContentType => contentHeaders.ContentType?.ToString();

    public string? Header(string name) =>
        headers.TryGetValues(name, out var values) || contentHeaders.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    public Answer Is(int expected)
    {
        Assert.True(Status == expected, $"{this}\n\nexpected {expected}");
        if (expected is 204 or 304)
        {
            Assert.True(bytes.Length == 0, $"{this}\n\nexpected no body");
        }
        return this;
    }

    /// <summary>A success with exactly this shape.</summary>
    public T As<T>(int expected = 200)
    {
        Is(expected);
        Assert.True(ContentType == "application/json; charset=utf-8", $"{this}\n\nexpected JSON, not {ContentType}");
        return Read<T>();
    }

    /// <summary>An error with every member that an error has, and nothing of the inside of the machine.</summary>
    public ProblemShape Problem(int expected, string code)
    {
        Is(expected);
        Assert.True(ContentType == "application/problem+json", $"{this}\n\nexpected a problem, not {ContentType}");
        var problem = Read<ProblemShape>();
        Assert.True(
            problem.Status == expected && problem.Code == code
            && problem.Type.Length > 0 && problem.Title.Length > 0 && problem.TraceId.Length > 0
            && problem.Errors is null == (expected != 400),
            $"{this}\n\nexpected a problem {expected} {code}");
        Assert.True(
            expected is not (429 or 503) || Header("Retry-After") is not null, $"{this}\n\nexpected Retry-After");
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", Text, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>A 400 that names exactly these fields.</summary>
    public void Invalid(params string[] fields)
    {
        var errors = Problem(400, "invalid").Errors!;
        Assert.True(
            errors.Keys.Order().SequenceEqual(fields.Order()) && errors.Values.All(reasons => reasons.Length > 0),
            $"{this}\n\nexpected errors of {string.Join(", ", fields)}");
    }

    public void NotFound() => Problem(404, "not_found");

    /// <summary>The body without what differs between any two answers.</summary>
    public string WithoutTrace()
    {
        var body = JsonNode.Parse(bytes)!.AsObject();
        Assert.True(body.Remove("traceId"), $"{this}\n\nexpected a traceId");
        return body.ToJsonString();
    }

    public override string ToString() =>
        $"{request}\n→ {Status} {headers}{contentHeaders}\n" +
        Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, ShownBytes)));

    private T Read<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Contract.Json)
                ?? throw new JsonException("There is nothing but null.");
        }
        catch (JsonException different)
        {
            Assert.Fail($"{this}\n\nis no {typeof(T).Name}: {different.Message}");
            throw;
        }
    }
}
