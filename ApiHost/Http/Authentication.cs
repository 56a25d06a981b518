using Instagram.Grains.Accounts;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Checks the token of every request against the silo's live sessions. A dead token is 401 even where none is needed:
/// a client that believes it is signed in must learn that it is not.
/// </summary>
internal sealed class Authentication(RequestDelegate next, SessionCache sessions)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization.Count > 0)
        {
            if (await sessions.Find(Token(http).ToString(), http.RequestAborted) is not { } session)
            {
                await Problems.Unauthenticated().ExecuteAsync(http);
                return;
            }
            http.Features.Set(new Caller.LiveSessionFeature(session));
        }
        else if (http.GetEndpoint()?.Metadata is { } metadata
            && metadata.GetMetadata<TokenRequired>() is not null
            && metadata.GetMetadata<OpenToAnonymousAttribute>() is null)
        {
            await Problems.Unauthenticated().ExecuteAsync(http);
            return;
        }
        await next(http);
    }

    /// <summary>The access token of the request's header; empty when it holds none.</summary>
    public static ReadOnlySpan<char> Token(HttpContext http)
    {
        ReadOnlySpan<char> header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : [];
    }
}
