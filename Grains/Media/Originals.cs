using Instagram.Storage.Media;
using Instagram.Storage.Objects;

namespace Instagram.Grains.Media;

internal static class Originals
{
    public static async Task<Stream> OpenOriginal(
        this IObjectStore objects, MediaRow medium, CancellationToken ct = default) =>
        await objects.OpenRead(medium.OriginalKey!, ct)
        ?? throw new InvalidOperationException($"The original of medium {medium.Id} is not in the object store.");
}
