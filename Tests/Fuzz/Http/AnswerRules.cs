using System.Text;
using System.Text.Json;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>What is true of every answer, whatever was asked.</summary>
internal sealed class AnswerRules(World world)
{
    private const string Leak = "the answer shows what is hidden";
    private const string Found = "something hidden was found";

    private static readonly Dictionary<int, string> Codes = new()
    {
        [401] = "unauthenticated", [403] = "forbidden", [404] = "not_found", [409] = "conflict", [410] = "gone",
        [413] = "too_large", [415] = "unsupported_media", [429] = "rate_limited",
    };

    /// <summary>They answer every id alike, also one of nothing.</summary>
    private static readonly string[] SayNothing =
        ["POST /api/v1/follow-requests/{userId:id}/reject", "DELETE /api/v1/users/me/followers/{id:id}"];

    private readonly byte[] _canary = Encoding.UTF8.GetBytes(world.Canary);

    public static bool IsLeak(string broken) =>
        broken.StartsWith(Leak, StringComparison.Ordinal) || broken.StartsWith(Found, StringComparison.Ordinal);

    /// <summary>What is wrong with the answer; null when nothing is.</summary>
    public string? Broken(Asking asked, Heard heard)
    {
        if (heard.Status == 0)
        {
            return asked.EndsThere || MayBreakOff(asked) ? null : "no answer came";
        }
        if (heard.Body.AsSpan().IndexOf(_canary) >= 0
            || heard.Headers.Any(header => header.Value.Contains(world.Canary, StringComparison.Ordinal)))
        {
            return Leak;
        }
        if (heard.Status < 300 && asked.Changed == Changes.None && Names(asked))
        {
            return Found;
        }
        return heard.Status >= 500 ? "the server failed" : Malformed(heard) ?? BrokenProblem(asked, heard);
    }

    public static string? BrokenProblem(bool isHead, Heard heard)
    {
        if (heard.Status < 400)
        {
            return null;
        }
        if (heard.Header("Content-Type") != "application/problem+json")
        {
            return "an error is a problem";
        }
        if (isHead)
        {
            return heard.Body.Length == 0 ? null : "a HEAD has no body";
        }
        ProblemShape problem;
        try
        {
            problem = JsonSerializer.Deserialize<ProblemShape>(heard.Body, Contract.Json)!;
        }
        catch (JsonException different)
        {
            return $"an error has the form of a problem: {different.Message}";
        }
        var text = heard.Text;
        return problem.Status != heard.Status ? "a problem says its status"
            : problem.Code != Codes.GetValueOrDefault(heard.Status, "invalid") ? "a problem has the code of its status"
            : problem.TraceId.Length == 0 || problem.Title.Length == 0 || problem.Type.Length == 0
                ? "a problem is whole"
            : problem.Errors is null == (heard.Status == 400) ? "a 400 names what is wrong, and nothing else does"
            : heard.Status == 429 && heard.Header("Retry-After") is null ? "a 429 says when to come again"
            : text.Contains('<') || text.Contains('>') ? "what was sent comes back as markup"
            : text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal)
                || text.Contains("Npgsql", StringComparison.Ordinal)
                || text.Contains("Instagram.", StringComparison.Ordinal)
                ? "a problem shows the inside of the machine"
            : null;
    }

    private static string? BrokenProblem(Asking asked, Heard heard) => BrokenProblem(asked.Method == "HEAD", heard);

    /// <summary>How an export tells that the account was closed while it was written.</summary>
    private static bool MayBreakOff(Asking asked) => asked.Route.Pattern == "/api/v1/users/me/export";

    private static string? Malformed(Heard heard) =>
        heard.Header("X-Injected") is not null ? "a header was injected"
        : heard.Header("X-Content-Type-Options") != "nosniff" ? "an answer says nosniff"
        : heard.Status < 400
            && heard.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) == true
            && heard.Body.Length > 0 ? NotJson(heard)
        : null;

    private static string? NotJson(Heard heard)
    {
        try
        {
            using var document = JsonDocument.Parse(heard.Body);
            return null;
        }
        catch (JsonException different)
        {
            return $"JSON is JSON: {different.Message}";
        }
    }

    /// <summary>An id in the path that belongs to one of the two whom nobody may see.</summary>
    private bool Names(Asking asked) =>
        (asked.Route.Pattern.StartsWith("/api/", StringComparison.Ordinal)
            || asked.Route.Pattern.StartsWith("/media/", StringComparison.Ordinal)
            || asked.Route.Pattern.StartsWith("/edge/", StringComparison.Ordinal))
        && !SayNothing.Contains(asked.Route.ToString())
        && asked.Target.Split('?')[0].Split('/').Any(world.HiddenIds.Contains);
}
