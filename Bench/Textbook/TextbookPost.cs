using System.Text.Json.Serialization;
using Instagram.Bench.Worlds;
using Instagram.Storage.Bulk;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Bench.Textbook;

/// <summary>A post as the contract shows it; what the textbook keeps of each, ready for an answer.</summary>
internal sealed record TextbookPost(
    string Id,
    TextbookUser Author,
    string Status,
    string Caption,
    IReadOnlyList<string> Hashtags,
    IReadOnlyList<TextbookUser> Mentions,
    TextbookPlace? Location,
    IReadOnlyList<TextbookMedium> Media,
    int LikeCount,
    int CommentCount,
    TextbookViewer Viewer,
    string CreatedAt,
    string? EditedAt)
{
    public static TextbookPost Of(PostRow post, IReadOnlyDictionary<long, BulkUser> users) => new(
        $"{post.Id}", TextbookUser.Of(users[post.AuthorId]), "published", post.Caption, post.Hashtags,
        [.. post.Mentions.Select(id => TextbookUser.Of(users[id]))],
        post.Place is { } place ? new TextbookPlace($"{place.Id}", place.Name, place.Lat, place.Lng) : null,
        [.. post.MediaIds.Select(TextbookMedium.Of)], 3, 1, new TextbookViewer(false, false),
        SnowflakeIds.TimeOf(post.Id).ToString("yyyy-MM-ddTHH:mm:ss.fffZ"), null);
}

internal sealed record TextbookUser(
    string Id, string Username, string DisplayName, string? AvatarUrl, bool IsPrivate, bool IsVerified)
{
    public static TextbookUser Of(BulkUser user) =>
        new($"{user.Id}", user.Username, user.DisplayName, null, user.IsPrivate, false);
}

internal sealed record TextbookPlace(string Id, string Name, double Lat, double Lng);

internal sealed record TextbookMedium(
    string Id, string Kind, int Width, int Height, string Blurhash, string? AltText, TextbookUrls Urls, int? DurationMs)
{
    public static TextbookMedium Of(long id) => new(
        $"{id}", "image", Picture.Ready.Width, Picture.Ready.Height, Picture.Ready.Blurhash!, null,
        new TextbookUrls(
            $"/media/{id}/thumbnail", $"/media/{id}/small", $"/media/{id}/medium", $"/media/{id}/large"),
        null);
}

internal sealed record TextbookUrls(string Thumbnail, string Small, string Medium, string Large);

internal sealed record TextbookViewer(bool Liked, bool Saved);

internal sealed record TextbookPage(IReadOnlyList<TextbookPost> Posts, string? Cursor, bool HasMore);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TextbookPage))]
internal sealed partial class TextbookJson : JsonSerializerContext;
