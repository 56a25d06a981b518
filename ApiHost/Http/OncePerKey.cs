using System.Text.Json;
using Instagram.Grains.Idempotency;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Creations that count once for each <c>Idempotency-Key</c>: a repeat gets the first answer, another body under the
/// same key is a conflict. Only what was created is kept; a refused request may be sent again.
/// </summary>
internal sealed class OncePerKey(IdempotentRequests once, IOptions<JsonOptions> json)
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 64;

    /// <summary>Null when there is none.</summary>
    public static string? Check(Checks checks, HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length > MaxLength || key.Any(letter => letter is < '!' or > '~'))
        {
            checks.Fail(Header, $"This may have at most {MaxLength} printable characters.");
        }
        return key.Length > 0 ? key : null;
    }

    /// <param name="caller">Whose key it is.</param>
    /// <param name="key">Null: every request counts.</param>
    /// <param name="hashBody">The same for every repeat of the request.</param>
    /// <param name="newId">The id to create, unless an earlier request has settled one.</param>
    /// <param name="create">Creates it, once or again.</param>
    /// <param name="ct">Ends the waiting for a request under way, not the creation.</param>
    public async Task<Results<Created<T>, ProblemHttpResult>> Run<T>(
        Caller caller, string? key, Func<Task<byte[]>> hashBody, long newId,
        Func<long, Task<Results<Created<T>, ProblemHttpResult>>> create, CancellationToken ct)
    {
        if (key is null)
        {
            return await create(newId);
        }
        var options = json.Value.SerializerOptions;
        return await once.Once<Results<Created<T>, ProblemHttpResult>>(
            caller.UserId, key, await hashBody(), newId,
            async id =>
            {
                var result = await create(id);
                var kept = result.Result is Created<T> created
                    ? JsonSerializer.Serialize(new Kept<T>(created.Location!, created.Value!), options)
                    : null;
                return (result, kept);
            },
            kept => JsonSerializer.Deserialize<Kept<T>>(kept, options) is var (location, value)
                ? TypedResults.Created(location, value)
                : throw new JsonException("A kept answer cannot be read."),
            ct)
            ?? Problems.Conflict("This Idempotency-Key came before with another body.");
    }

    private sealed record Kept<T>(string Location, T Value);
}
