using Instagram.Storage.Media;

namespace Instagram.Grains.Media;

internal static class MediaViews
{
    public static MediaView Of(MediaRow row, string? altText) => new(
        row.Id, MediaKind.Image, row.Width, row.Height, row.Blurhash ?? "", altText);
}
