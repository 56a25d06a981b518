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
        var viewerId = await Viewer(http, sessions);
        http.Response.Headers.CacheControl = "private, no-cache";
        if (!Variants.Contains(variant) || await gate.Find(viewerId, mediaId, variant) is not { } key)
        {
            return Problems.NotFound();
        }
        if (variant == MediaUrls.Video)
        {
            return await gate.OpenVideo(key, http.RequestAborted) is { } video
                ? Serve(video, "video/mp4", key, "v")
                : Problems.NotFound();
        }
        http.Response.Headers.Vary = "Accept";
        var isWebp = AcceptsWebp(http.Request);
        var content = isWebp
            ? await gate.OpenWebp(key, http.RequestAborted)
            : await gate.OpenJpeg(key, http.RequestAborted);
        if (content is null)
        {
            return Problems.NotFound();
        }
        return isWebp ? Serve(content, "image/webp", key, "w") : Serve(content, "image/jpeg", key, "j");
    }

    /// <summary>The key has the content's hash in it, the form tells what was made of that.</summary>
    private static FileStreamHttpResult Serve(Stream content, string contentType, string key, string form) =>
        TypedResults.Stream(
            content, contentType, enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(key)}-{form}\""));

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
