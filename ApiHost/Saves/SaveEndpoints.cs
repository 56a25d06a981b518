using Instagram.ApiHost.Http;
using Instagram.ApiHost.Moderation;
using Instagram.ApiHost.Posts;
using Instagram.Grains.Saves;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Saves;

internal static class SaveEndpoints
{
    public static void MapSaves(this RouteGroupBuilder api)
    {
        var saves = api.MapGroup("").WithTags("Saves");
        saves.MapPost("/posts/{id:id}/save", Save);
        saves.MapDelete("/posts/{id:id}/save", Unsave);
        saves.MapGet("/users/me/saved", ListSaved);
    }

    [OpenToSuspended]
    private static async Task<Results<NoContent, ProblemHttpResult>> Save(long id, Caller caller, SavedPosts saved) =>
        await saved.Save(caller.UserId, id) ? TypedResults.NoContent() : Problems.NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> Unsave(long id, Caller caller, SavedPosts saved) =>
        await saved.Unsave(caller.UserId, id) ? TypedResults.NoContent() : Problems.NotFound();

    private static async Task<Results<Ok<ListResponse<PostResponse>>, ProblemHttpResult>> ListSaved(
        Paging paging, Caller caller, SavedPosts saved, CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"saved:{caller.UserId}";
        var start = paging.Check(checks, scope);
        return checks.Failed
            ? checks.Problem
            : TypedResults.Ok(PostResponse.List(
                scope, await saved.Read(caller.UserId, start?[0] ?? long.MaxValue, paging.Limit, ct)));
    }
}
