using System.Globalization;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;

namespace Instagram.Grains.Media;

/// <summary>
/// Keys of a medium's objects. What was uploaded is copied to a key with its content's hash before it counts, so that
/// sending to the upload's address again changes nothing; the upload itself stays beside it, so that sending again
/// stores nothing either, and goes with the rest. How a key starts is what a store's rules go by: what is only on its
/// way, what is read once or never again, what is looked at.
/// </summary>
internal static class MediaKeys
{
    private const string Originals = "originals/";
    private const string Media = "media/";

    public static string Upload(long mediaId) => $"{ObjectKey.Uploads}{mediaId}";

    /// <summary>Whose object the key is; null for a key of something else.</summary>
    public static long? MediumOf(string key)
    {
        var start = key.IndexOf('/', StringComparison.Ordinal) + 1;
        var id = key[..start] is ObjectKey.Uploads or Originals or Media ? key[start..].Split('/')[0] : "";
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var mediaId) ? mediaId : null;
    }

    public static string Original(long mediaId, string sha256) => $"{Originals}{mediaId}/{sha256}";

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
