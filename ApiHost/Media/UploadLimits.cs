namespace Instagram.ApiHost.Media;

internal static class UploadLimits
{
    public const long ImageBytes = 30 * 1024 * 1024;
    public const long VideoBytes = 200 * 1024 * 1024;
    public const int ImagesPerPost = 10;

    public static readonly IReadOnlySet<string> ImageTypes =
        new HashSet<string> { "image/jpeg", "image/png", "image/webp", "image/heic", "image/heif" };

    public static readonly IReadOnlySet<string> VideoTypes = new HashSet<string> { "video/mp4", "video/quicktime" };
}
