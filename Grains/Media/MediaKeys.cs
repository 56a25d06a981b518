using System.Globalization;
using Instagram.Storage.Media;

namespace Instagram.Grains.Media;

/// <summary>
/// Keys of a medium's objects. What was uploaded is copied to a key with its content's hash before it counts, so that
/// sending to the upload's address again changes nothing; the upload itself stays beside it, so that sending again
/// stores nothing either, and goes with the rest.
/// </summary>
internal static class MediaKeys
{
    private const string Uploads = "uploads/";
    private const string Media = "media/";

    public static string Upload(long mediaId) => $"{Uploads}{mediaId}";

    /// <summary>Whose object the key is; null for a key of something else.</summary>
    public static long? MediumOf(string key)
    {
        var id = key.StartsWith(Uploads, StringComparison.Ordinal) ? key.AsSpan(Uploads.Length)
            : key.StartsWith(Media, StringComparison.Ordinal) && key.LastIndexOf('/') is var end and > 5
                ? key.AsSpan(Media.Length, end - Media.Length)
                : default;
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var mediaId) ? mediaId : null;
    }

    public static string Original(long mediaId, string sha256) => $"{Media}{mediaId}/original-{sha256}";

    public static string Variant(long mediaId, string name, string sha256) => $"{Media}{mediaId}/{name}-{sha256}.webp";

    public static string Rendition(long mediaId, string sha256) => $"{Media}{mediaId}/video-{sha256}.mp4";

    /// <summary>The JPEG made of a WebP variant for clients that do not accept WebP.</summary>
    public static string Jpeg(string variantKey) => Path.ChangeExtension(variantKey, ".jpg");

    public static IEnumerable<string> All(MediaRow medium)
    {
        yield return medium.UploadKey;
        if (medium.OriginalKey is { } original)
        {
            yield return original;
        }
        foreach (var variant in medium.Variants)
        {
            yield return variant.Key;
            yield return Jpeg(variant.Key);
        }
    }
}
