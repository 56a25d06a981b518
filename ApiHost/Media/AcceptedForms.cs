using System.Collections.Concurrent;
using Microsoft.Net.Http.Headers;

namespace Instagram.ApiHost.Media;

/// <summary>
/// Whether a client's <c>Accept</c> is answered with WebP. There are few such headers and many requests, so what was
/// read out of one is remembered.
/// </summary>
internal static class AcceptedForms
{
    private const int MaxRemembered = 256;
    private const int MaxLength = 256;

    private static readonly ConcurrentDictionary<string, bool> Remembered = new(StringComparer.Ordinal);

    /// <summary>WebP unless the client rules it out or says that it likes JPEG better.</summary>
    public static bool IncludeWebp(HttpRequest request)
    {
        if (request.Headers.Accept is not { Count: > 0 } header)
        {
            return true;
        }
        if (header.Count > 1 || header[0] is not { Length: <= MaxLength } text)
        {
            return Read(request);
        }
        if (!Remembered.TryGetValue(text, out var webp))
        {
            webp = Read(request);
            if (Remembered.Count >= MaxRemembered)
            {
                Remembered.Clear();
            }
            Remembered[text] = webp;
        }
        return webp;
    }

    private static bool Read(HttpRequest request)
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
