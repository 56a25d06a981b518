using Instagram.ApiHost.Http;
using Instagram.ApiHost.Posts;
using Instagram.Grains.Explore;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Explore;

internal static class ExploreEndpoints
{
    /// <summary>A cursor's numbers: order, page.</summary>
    private const int CursorNumbers = 2;

    public static void MapExplore(this RouteGroupBuilder api) => api.MapGet("/explore", Explore).WithTags("Explore");

    private static async Task<Results<Ok<ListResponse<PostResponse>>, ProblemHttpResult>> Explore(
        Paging paging, Caller caller, ExploreReader explore, CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"explore:{caller.UserId}";
        var start = paging.Check(checks, scope, CursorNumbers);
        if (start is not null && start[1] is < 0 or > int.MaxValue)
        {
            checks.Fail("cursor", "This is not a cursor of this list.");
        }
        if (checks.Failed)
        {
            return checks.Problem;
        }
        var page = await explore.Read(
            caller.UserId, start is null ? null : new ExplorePosition(start[0], (int)start[1]), paging.Limit, ct);
        return TypedResults.Ok(new ListResponse<PostResponse>(
            [.. page.Posts.Select(PostResponse.Of)],
            page.HasMore ? Cursor.Encode(scope, page.Next!.SnapshotId, page.Next.Page) : null, page.HasMore));
    }
}
