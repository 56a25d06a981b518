using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.ApiHost.Users;
using Instagram.Grains.Posts;

namespace Instagram.ApiHost.Posts;

public sealed record PostResponse(
    string Id,
    UserCardResponse Author,
    string Status,
    string Caption,
    IReadOnlyList<string> Hashtags,
    IReadOnlyList<UserCardResponse> Mentions,
    LocationResponse? Location,
    IReadOnlyList<MediaResponse> Media,
    int LikeCount,
    int CommentCount,
    PostViewerResponse Viewer,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt)
{
    internal static PostResponse Of(PostForViewer read)
    {
        var post = read.Post;
        return new PostResponse(
            Ids.Text(post.Id), UserCardResponse.Of(read.Author), StatusText(post.Status), post.Caption, post.Hashtags,
            [.. read.Mentions.Select(UserCardResponse.Of)],
            post.Place is { } place ? new LocationResponse(Ids.Text(place.Id), place.Name, place.Lat, place.Lng) : null,
            [.. post.Media.Select(MediaResponse.Of)], post.LikeCount, post.CommentCount,
            new PostViewerResponse(read.Liked, read.Saved), post.CreatedAt, post.EditedAt);
    }

    internal static ListResponse<PostResponse> List(string scope, PostPage<long> page) => new(
        [.. page.Posts.Select(Of)], page.HasMore ? Cursor.Encode(scope, page.Next) : null, page.HasMore);

    internal static string StatusText(PostStatus status) => status switch
    {
        PostStatus.Processing => "processing",
        PostStatus.Published => "published",
        _ => "failed",
    };
}

public sealed record PostViewerResponse(bool Liked, bool Saved);

public sealed record LocationResponse(string Id, string Name, double Lat, double Lng);

public sealed record CreatePostRequest(
    IReadOnlyList<string?>? MediaIds, string? Caption, IReadOnlyList<string?>? AltTexts, LocationRequest? Location);

public sealed record LocationRequest(string? Name, double? Lat, double? Lng);
