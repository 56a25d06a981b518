using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Instagram.ApiHost.Http;

/// <summary>Every error that a client can get, as RFC 9457 problem details with a stable <c>code</c>.</summary>
public static class Problems
{
    /// <summary>On its way to the header of that name.</summary>
    private const string RetryAfter = "retryAfter";

    public static ProblemHttpResult Invalid(string field, string reason) =>
        Invalid(new Dictionary<string, string[]> { [field] = [reason] });

    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        Make(400, extensions: new Dictionary<string, object?> { ["errors"] = errors });

    public static ProblemHttpResult Unauthenticated() => Make(401);

    public static ProblemHttpResult Forbidden(string? detail = null) => Make(403, detail);

    /// <summary>Also for what is there but hidden: nothing in the answer tells the two apart.</summary>
    public static ProblemHttpResult NotFound() => Make(404);

    public static ProblemHttpResult Conflict(string detail) => Make(409, detail);

    public static ProblemHttpResult TooLarge(string detail) => Make(413, detail);

    public static ProblemHttpResult UnsupportedMedia(string detail) => Make(415, detail);

    /// <param name="waitSeconds">When to come again; at least 1.</param>
    /// <param name="detail">What there was too much of.</param>
    public static ProblemHttpResult RateLimited(int waitSeconds, string? detail = null) =>
        Make(429, detail, new Dictionary<string, object?> { [RetryAfter] = Math.Max(1, waitSeconds) });

    public static ProblemHttpResult Busy() => Make(503, "The server is busy. Try again in a moment.");

    public static ProblemHttpResult OfStatus(int status) => Make(status);

    /// <summary>Fills in what every problem has; the framework's own problems pass through here too.</summary>
    internal static void Complete(ProblemDetails problem, HttpContext http)
    {
        var status = problem.Status ?? http.Response.StatusCode;
        Complete(problem, status, http.TraceIdentifier);
        if (status is 429 or 503)
        {
            http.Response.Headers.RetryAfter =
                problem.Extensions.Remove(RetryAfter, out var seconds) ? $"{seconds}" : "1";
        }
    }

    internal static void Complete(ProblemDetails problem, int status, string traceId)
    {
        problem.Status = status;
        problem.Type = "about:blank";
        problem.Title = Title(status);
        problem.Extensions["code"] = Code(status);
        problem.Extensions["traceId"] = traceId;
        if (status == 400 && !problem.Extensions.ContainsKey("errors"))
        {
            problem.Extensions["errors"] = new Dictionary<string, string[]>
            {
                ["request"] = [problem.Detail ?? "The request cannot be understood."],
            };
        }
    }

    private static ProblemHttpResult Make(
        int status, string? detail = null, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(statusCode: status, detail: detail, extensions: extensions);

    private static string Title(int status) => status switch
    {
        400 => "The request is not valid.",
        401 => "Sign in first.",
        403 => "This is not allowed.",
        404 => "There is no such thing.",
        405 => "This method is not allowed here.",
        406 => "This cannot be answered in an accepted form.",
        409 => "This conflicts with what is there.",
        410 => "This is gone.",
        413 => "The request is too large.",
        415 => "This content type is not supported.",
        416 => "The range cannot be satisfied.",
        429 => "Too many requests.",
        503 => "The server is busy.",
        < 500 => "The request cannot be answered.",
        _ => "Something went wrong.",
    };

    private static string Code(int status) => status switch
    {
        401 => "unauthenticated",
        403 => "forbidden",
        404 => "not_found",
        409 => "conflict",
        410 => "gone",
        413 => "too_large",
        415 => "unsupported_media",
        429 => "rate_limited",
        503 => "busy",
        < 500 => "invalid",
        _ => "internal",
    };
}
