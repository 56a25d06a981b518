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
    private static async Task<Results<FileBytes, FileStreamHttpResult, StatusCodeHttpResult, ProblemHttpResult>>
        GetVariant(long mediaId, string variant, MediaGate gate, SessionCache sessions, HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        if (await Find(mediaId, variant, gate, sessions, http) is not { } found)
        {
            return Problems.NotFound();
        }
        if (found.Form != MediaForm.Video)
        {
            http.Response.Headers.Vary = "Accept";
        }
        http.Response.Headers.AcceptRanges = "bytes";
        var etag = new EntityTagHeaderValue(found.ETag);
        if (Preconditions.HasThem(http.Request, etag))
        {
            http.Response.Headers.ETag = found.ETag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        var isPart = Preconditions.WantsPart(http.Request, etag);
        return await Open(found, gate, http.RequestAborted) switch
        {
            null => Problems.NotFound(),
            FileStream file when !isPart && Preconditions.IsFree(http.Request) =>
                new FileBytes(file, found.ContentType, etag),
            var content => TypedResults.Stream(
                content, found.ContentType, enableRangeProcessing: isPart, entityTag: etag),
        };
    }

    private static Task<Stream?> Open(FoundMedium found, MediaGate gate, CancellationToken ct) => found.Form switch
    {
        MediaForm.Video => gate.OpenVideo(found.Key, ct),
        MediaForm.Webp => gate.OpenWebp(found.Key, ct),
        _ => gate.OpenJpeg(found.Key, ct),
    };

    /// <summary>What this caller would get now; null when that is nothing.</summary>
    internal static async Task<FoundMedium?> Find(
        long mediaId, string variant, MediaGate gate, SessionCache sessions, HttpContext http) =>
        Variants.Contains(variant)
        && await gate.Find(await Viewer(http, sessions), mediaId, variant) is { } key
            ? new FoundMedium(
                key,
                variant == MediaUrls.Video ? MediaForm.Video
                : AcceptedForms.IncludeWebp(http.Request) ? MediaForm.Webp
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
}
