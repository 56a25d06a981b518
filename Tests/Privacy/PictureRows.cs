namespace Instagram.Tests.Privacy;

/// <summary>A picture's bytes by every address and in every way of asking.</summary>
internal static class PictureRows
{
    private const string Nothing = "123456789";

    public static IEnumerable<Row> All() =>
        from place in new[] { "", "/api/v1" }
        from method in new[] { "GET", "HEAD" }
        from row in At(place, $"{method} {place}/media/{{mediaId:id}}/{{variant}}")
        select row;

    private static IEnumerable<Row> At(string place, string route)
    {
        yield return Picture(route, Sight.Profile, place, "thumbnail", scene => scene.Avatar);
        foreach (var variant in new[] { "thumbnail", "small", "medium", "large" })
        {
            yield return OfPost(route, place, variant);
        }
        yield return OfPost(route, place, "large") with { Headers = _ => [("Accept", "image/jpeg")] };
        // Who has the bytes already is not told that they are still the same.
        yield return OfPost(route, place) with { Seen = 304, Headers = scene => [("If-None-Match", scene.ETag)] };
        yield return OfPost(route, place) with { Seen = 304, Headers = _ => [("If-None-Match", "*")] };
        yield return OfPost(route, place) with { Seen = 412, Headers = _ => [("If-Match", "\"another\"")] };
        if (route.StartsWith("GET", StringComparison.Ordinal))
        {
            yield return OfPost(route, place) with { Seen = 206, Headers = _ => [("Range", "bytes=0-9")] };
            yield return OfPost(route, place) with
            {
                Seen = 206, Headers = scene => [("Range", "bytes=0-9"), ("If-Range", scene.ETag)],
            };
            yield return OfPost(route, place) with { Seen = 416, Headers = _ => [("Range", "bytes=9999999-")] };
        }
        yield return Picture(route, Sight.Posts, place, "large", scene => scene.Story.Media.Id) with
        {
            HidesFromAnonymous = true,
        };
    }

    private static Target OfPost(string route, string place, string variant = "large") =>
        Picture(route, Sight.Posts, place, variant, scene => scene.Post.Media[0].Id);

    private static Target Picture(
        string route, Sight needs, string place, string variant, Func<Scene, string> mediaId) => new(
        route, needs, scene => $"{place}/media/{mediaId(scene)}/{variant}", $"{place}/media/{Nothing}/{variant}")
    {
        IsOpen = true,
    };
}
