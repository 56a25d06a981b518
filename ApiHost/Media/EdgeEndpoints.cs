using Instagram.ApiHost.Http;
using Instagram.Grains.Accounts;
using Instagram.Grains.Media;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Media;

/// <summary>
/// What a proxy that keeps media's bytes asks before each answer: may this caller have them, and which are they? It is
/// asked with the caller's own headers. For clients the route is none; see <c>deploy/nginx.conf</c>.
/// </summary>
internal static class EdgeEndpoints
{
    private const string Object = "X-Edge-Object";
    private const string ETag = "X-Edge-ETag";
    private const string Method = "X-Edge-Method";

    public static void MapEdge(this WebApplication app) =>
        app.MapGet("/edge/media/{mediaId:id}/{variant}", Ask).ExcludeFromDescription();

    private static async Task<Results<NoContent, ProblemHttpResult>> Ask(
        long mediaId, string variant, MediaGate gate, SessionCache sessions, HttpContext http)
    {
        if (!TrustedProxies.IsFromProxy(http))
        {
            return Problems.NotFound();
        }
        http.Response.Headers.CacheControl = "no-store";
        // Of a refusal the proxy says nothing itself: it passes the request on, and the public route answers it.
        if (http.Request.Headers[Method].ToString() is not ("GET" or "HEAD" or "")
            || await MediaEndpoints.Find(mediaId, variant, gate, sessions, http) is not { } found)
        {
            return Problems.Forbidden();
        }
        http.Response.Headers[Object] = found.Name;
        http.Response.Headers[ETag] = found.ETag;
        return TypedResults.NoContent();
    }
}
