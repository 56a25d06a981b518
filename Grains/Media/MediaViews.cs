using Instagram.Storage.Media;

namespace Instagram.Grains.Media;

internal static class MediaViews
{
    public static MediaView Of(MediaRow row, string? altText) => new(
        row.Id, row.Kind == MediaRowKind.Video ? MediaKind.Video : MediaKind.Image, row.Width, row.Height,
        row.Blurhash ?? "", altText, row.DurationMs);
}
