using Instagram.ApiHost.Http;
using Instagram.Grains.Trending;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Trending;

internal static class TrendingEndpoints
{
    private const string Scope = "trending";

    public static void MapTrending(this RouteGroupBuilder api) =>
        api.MapGet("/trending/hashtags", ListHashtags).WithTags("Explore");

    private static async Task<Results<Ok<ListResponse<TrendingHashtagResponse>>, ProblemHttpResult>> ListHashtags(
        Paging paging, Caller caller, TrendingReader trending, CancellationToken ct)
    {
        var checks = new Checks();
        var start = paging.Check(checks, Scope)?[0] ?? 0;
        if (start is < 0 or > TrendingReader.Most)
        {
            checks.Fail("cursor", "This is not a cursor of this list.");
        }
        if (checks.Failed)
        {
            return checks.Problem;
        }
        var all = await trending.Read(caller.UserId, ct);
        var end = start + paging.Limit;
        var page = all.Skip((int)start).Take(paging.Limit);
        return TypedResults.Ok(new ListResponse<TrendingHashtagResponse>(
            [.. page.Select(hashtag => new TrendingHashtagResponse(hashtag.Tag, hashtag.PostCount))],
            end < all.Count ? Cursor.Encode(Scope, end) : null, end < all.Count));
    }
}
