using Instagram.ApiHost.Http;

namespace Instagram.ApiHost.Media;

/// <summary>Paths of pictures and videos. They name a medium, never an object: each request is checked.</summary>
internal static class MediaUrls
{
    public const string Thumbnail = "thumbnail";
    public const string Small = "small";
    public const string Medium = "medium";
    public const string Large = "large";
    public const string Video = "video";

    public static string Of(long mediaId, string variant) => $"/media/{Ids.Text(mediaId)}/{variant}";

    public static string? Avatar(long? mediaId) => mediaId is { } id ? Of(id, Thumbnail) : null;
}
