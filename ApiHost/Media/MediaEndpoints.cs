using Instagram.ApiHost.Http;
using Instagram.Grains.Accounts;
using Instagram.Grains.Media;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Instagram.ApiHost.Media;

/// <summary>The only way to a picture's or video's bytes: checked anew with every request.</summary>
internal static class MediaEndpoints
{
    private static readonly HashSet<string> Variants =
        [MediaUrls.Thumbnail, MediaUrls.Small, MediaUrls.Medium, MediaUrls.Large, MediaUrls.Video];

    /// <summary>At the root, where the addresses in posts point, and beside the other calls about media.</summary>
    public static void MapMedia(this WebApplication app, RouteGroupBuilder api)
    {
        app.MapMethods("/media/{mediaId:id}/{variant}", ["GET", "HEAD"], GetVariant).WithTags("Media");
        api.MapMethods("/media/{mediaId:id}/{variant}", ["GET", "HEAD"], GetVariant).ExcludeFromDescription();
    }

    [OpenToAnonymous]
    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> GetVariant(
        long mediaId, string variant, MediaGate gate, SessionCache sessions, HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        if (await Find(mediaId, variant, gate, sessions, http) is not { } found)
        {
            return Problems.NotFound();
        }
        var content = found.Form switch
        {
            MediaForm.Video => await gate.OpenVideo(found.Key, http.RequestAborted),
            MediaForm.Webp => await gate.OpenWebp(found.Key, http.RequestAborted),
            _ => await gate.OpenJpeg(found.Key, http.RequestAborted),
        };
        if (found.Form != MediaForm.Video)
        {
            http.Response.Headers.Vary = "Accept";
        }
        return content is null
            ? Problems.NotFound()
            : TypedResults.Stream(
                content, found.ContentType, enableRangeProcessing: true,
                entityTag: new EntityTagHeaderValue(found.ETag));
    }

    /// <summary>What this caller would get now; null when that is nothing.</summary>
    internal static async Task<FoundMedium?> Find(
        long mediaId, string variant, MediaGate gate, SessionCache sessions, HttpContext http) =>
        Variants.Contains(variant)
        && await gate.Find(await Viewer(http, sessions), mediaId, variant) is { } key
            ? new FoundMedium(
                key,
                variant == MediaUrls.Video ? MediaForm.Video
                : AcceptsWebp(http.Request) ? MediaForm.Webp
                : MediaForm.Jpeg)
            : null;

    /// <summary>
    /// An <c>&lt;img&gt;</c> or <c>&lt;video&gt;</c> sends no header: for media, and only for them, the cookie counts
    /// as well.
    /// </summary>
    private static async Task<long> Viewer(HttpContext http, SessionCache sessions)
    {
        var caller = Caller.Of(http);
        if (!caller.IsAnonymous || SessionCookie.Get(http) is not { } cookie)
        {
            return caller.UserId;
        }
        return (await sessions.Find(cookie, http.RequestAborted))?.UserId ?? 0;
    }

    /// <summary>WebP unless the client rules it out or says that it likes JPEG better.</summary>
    private static bool AcceptsWebp(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        var webp = Quality("image/webp");
        return webp > 0 && webp >= Quality("image/jpeg");

        double Quality(string type) => accept.Count == 0
            ? 1
            : accept.Where(range => new MediaTypeHeaderValue(type).IsSubsetOf(range))
                .OrderBy(range => range.MatchesAllTypes).ThenBy(range => range.MatchesAllSubTypes)
                .Select(range => range.Quality ?? 1).FirstOrDefault(0);
    }
}
