using Microsoft.Net.Http.Headers;

namespace Instagram.ApiHost.Media;

/// <summary>What a request's headers say of the bytes, where it can be told without them.</summary>
internal static class Preconditions
{
    /// <summary>The client has these very bytes: 304, and nothing needs to be opened.</summary>
    public static bool HasThem(HttpRequest request, EntityTagHeaderValue etag)
    {
        var headers = request.Headers;
        return headers.IfNoneMatch.Count > 0
            && IsFree(request)
            && EntityTagHeaderValue.TryParseList(headers.IfNoneMatch, out var known)
            && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(etag, useStrongComparison: false));
    }

    /// <summary>
    /// A part is asked for, and of these bytes. A date names no bytes: objects are written once and have none.
    /// </summary>
    public static bool WantsPart(HttpRequest request, EntityTagHeaderValue etag) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Range is [{ } range]
        && range.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)
        && (request.Headers.IfRange.Count == 0 || request.Headers.IfRange == etag.ToString());

    /// <summary>Nothing is asked that could end in a refusal.</summary>
    public static bool IsFree(HttpRequest request) =>
        request.Headers.IfMatch.Count == 0 && request.Headers.IfUnmodifiedSince.Count == 0;
}
