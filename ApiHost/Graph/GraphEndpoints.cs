using Instagram.ApiHost.Http;
using Instagram.ApiHost.Moderation;
using Instagram.ApiHost.Users;
using Instagram.Grains.Budgets;
using Instagram.Grains.Graph;
using Instagram.Grains.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Graph;

internal static class GraphEndpoints
{
    public static void MapGraph(this RouteGroupBuilder api)
    {
        var graph = api.MapGroup("").WithTags("Graph");
        graph.MapPost("/users/{id:id}/follow", Follow);
        graph.MapDelete("/users/{id:id}/follow", Unfollow);
        graph.MapGet("/users/{id:id}/followers", ListFollowers);
        graph.MapGet("/users/{id:id}/following", ListFollowing);
        graph.MapGet("/follow-requests", ListRequests);
        graph.MapPost("/follow-requests/{userId:id}/approve", Approve);
        graph.MapPost("/follow-requests/{userId:id}/reject", Reject);
        graph.MapDelete("/users/me/followers/{id:id}", RemoveFollower);
        graph.MapPost("/users/{id:id}/block", Block);
        graph.MapDelete("/users/{id:id}/block", Unblock);
        graph.MapGet("/users/me/blocks", ListBlocks);
        graph.MapPost("/users/{id:id}/mute", Mute);
        graph.MapDelete("/users/{id:id}/mute", Unmute);
        graph.MapGet("/users/me/mutes", ListMutes);
    }

    private static async Task<Results<NoContent, Accepted<FollowResponse>, ProblemHttpResult>> Follow(
        long id, Caller caller, SocialGraph graph, Sight sight, ActionBudgets budgets)
    {
        if (id == caller.UserId)
        {
            return Problems.Invalid("id", "You cannot follow yourself.");
        }
        if (!await sight.MaySeeProfile(caller.UserId, id))
        {
            return Problems.NotFound();
        }
        if (await budgets.Spend(caller.UserId, BudgetedAction.Follow) is { } wait)
        {
            return Problems.RateLimited(wait, "You have followed as many accounts as one can in an hour.");
        }
        return await graph.Follow(caller.UserId, id) switch
        {
            FollowOutcome.Following => TypedResults.NoContent(),
            FollowOutcome.Requested => TypedResults.Accepted((string?)null, new FollowResponse("requested")),
            FollowOutcome.TooMany => Problems.Conflict("You follow as many accounts as one can."),
            _ => Problems.NotFound(),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Unfollow(
        long id, Caller caller, SocialGraph graph, Sight sight)
    {
        if (id == caller.UserId)
        {
            return Problems.Invalid("id", "You cannot follow yourself.");
        }
        if (!await sight.MaySeeProfile(caller.UserId, id))
        {
            return Problems.NotFound();
        }
        await graph.Unfollow(caller.UserId, id);
        return TypedResults.NoContent();
    }

    private static Task<Results<Ok<ListResponse<UserCardResponse>>, ProblemHttpResult>> ListFollowers(
        long id, Paging paging, Caller caller, UserLists lists, Sight sight, CancellationToken ct) =>
        List(paging, $"followers:{id}", () => sight.MaySeePosts(caller.UserId, id), before =>
            lists.Followers(caller.UserId, id, before, paging.Limit, ct));

    private static Task<Results<Ok<ListResponse<UserCardResponse>>, ProblemHttpResult>> ListFollowing(
        long id, Paging paging, Caller caller, UserLists lists, Sight sight, CancellationToken ct) =>
        List(paging, $"following:{id}", () => sight.MaySeePosts(caller.UserId, id), before =>
            lists.Following(caller.UserId, id, before, paging.Limit, ct));

    private static Task<Results<Ok<ListResponse<UserCardResponse>>, ProblemHttpResult>> ListRequests(
        Paging paging, Caller caller, UserLists lists, CancellationToken ct) =>
        List(paging, $"requests:{caller.UserId}", () => Task.FromResult(true), before =>
            lists.Requests(caller.UserId, before, paging.Limit, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> Approve(
        long userId, Caller caller, SocialGraph graph) =>
        await graph.Approve(caller.UserId, userId) switch
        {
            FollowOutcome.Following => TypedResults.NoContent(),
            FollowOutcome.TooMany => Problems.Conflict("They follow as many accounts as one can."),
            _ => Problems.NotFound(),
        };

    [OpenToSuspended]
    private static async Task<NoContent> Reject(
        long userId, Caller caller, SocialGraph graph, CancellationToken ct)
    {
        await graph.Reject(caller.UserId, userId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RemoveFollower(long id, Caller caller, SocialGraph graph)
    {
        await graph.RemoveFollower(caller.UserId, id);
        return TypedResults.NoContent();
    }

    [OpenToSuspended]
    private static Task<Results<NoContent, ProblemHttpResult>> Block(long id, Caller caller, SocialGraph graph) =>
        Shun(id, caller, () => graph.Block(caller.UserId, id));

    private static Task<Results<NoContent, ProblemHttpResult>> Unblock(long id, Caller caller, SocialGraph graph) =>
        Shun(id, caller, () => graph.Unblock(caller.UserId, id));

    [OpenToSuspended]
    private static Task<Results<NoContent, ProblemHttpResult>> Mute(long id, Caller caller, SocialGraph graph) =>
        Shun(id, caller, () => graph.SetMute(caller.UserId, id, true));

    private static Task<Results<NoContent, ProblemHttpResult>> Unmute(long id, Caller caller, SocialGraph graph) =>
        Shun(id, caller, () => graph.SetMute(caller.UserId, id, false));

    private static async Task<Results<NoContent, ProblemHttpResult>> Shun(
        long id, Caller caller, Func<Task<bool>> change) =>
        id == caller.UserId ? Problems.Invalid("id", "This is yourself.")
        : await change() ? TypedResults.NoContent()
        : Problems.NotFound();

    private static Task<Results<Ok<ListResponse<UserCardResponse>>, ProblemHttpResult>> ListBlocks(
        Paging paging, Caller caller, UserLists lists, CancellationToken ct) =>
        List(paging, $"blocks:{caller.UserId}", () => Task.FromResult(true), before =>
            lists.Blocked(caller.UserId, before, paging.Limit, ct));

    private static Task<Results<Ok<ListResponse<UserCardResponse>>, ProblemHttpResult>> ListMutes(
        Paging paging, Caller caller, UserLists lists, CancellationToken ct) =>
        List(paging, $"mutes:{caller.UserId}", () => Task.FromResult(true), before =>
            lists.Muted(caller.UserId, before, paging.Limit, ct));

    /// <summary>A page of people, once the paging is valid and the list may be seen.</summary>
    internal static async Task<Results<Ok<ListResponse<UserCardResponse>>, ProblemHttpResult>> List(
        Paging paging, string scope, Func<Task<bool>> maySee, Func<long, Task<UserPage>> read)
    {
        var checks = new Checks();
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (!await maySee())
        {
            return Problems.NotFound();
        }
        var page = await read(start?[0] ?? long.MaxValue);
        return TypedResults.Ok(new ListResponse<UserCardResponse>(
            [.. page.People.Select(UserCardResponse.Of)],
            page.HasMore ? Cursor.Encode(scope, page.Before) : null, page.HasMore));
    }
}
