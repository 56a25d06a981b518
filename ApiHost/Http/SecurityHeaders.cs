using Instagram.Storage.Objects;

namespace Instagram.ApiHost.Http;

/// <summary>What every answer tells a browser that it must not do with it.</summary>
internal sealed class SecurityHeaders(IObjectStore objects)
{
    private const string Everywhere =
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; ";

    /// <summary>What the API answers is no page: nothing of it is ever run, framed or sent.</summary>
    private const string ApiPolicy =
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    /// <summary>The page that explains the contract writes styles; its scripts are files too.</summary>
    private const string DocsPolicy = Everywhere + "img-src 'self' data:; style-src 'self' 'unsafe-inline'";

    /// <summary>
    /// Trusted types: text becomes markup nowhere in the client, by whatever way it came in. The client sends its
    /// uploads to where the object store is, and speaks to nobody else.
    /// </summary>
    private readonly string _clientPolicy =
        Everywhere + "img-src 'self' blob: data:; media-src 'self' blob:; require-trusted-types-for 'script'"
        + (objects.UploadOrigin is { } origin ? $"; connect-src 'self' {origin}" : "");

    /// <summary>Sets them last, so that whatever clears an answer for an error does not take them along.</summary>
    public Task Announce(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(
            static state =>
            {
                var (headers, http) = ((SecurityHeaders, HttpContext))state;
                headers.Set(http);
                return Task.CompletedTask;
            },
            (this, http));
        return next(http);
    }

    public void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var path = http.Request.Path;
        headers.ContentSecurityPolicy =
            path.StartsWithSegments("/api") ? ApiPolicy
            : path.StartsWithSegments("/docs") ? DocsPolicy
            : _clientPolicy;
    }
}
