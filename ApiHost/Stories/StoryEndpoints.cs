using Instagram.ApiHost.Graph;
using Instagram.ApiHost.Http;
using Instagram.ApiHost.Users;
using Instagram.Grains.Budgets;
using Instagram.Grains.Graph;
using Instagram.Grains.Stories;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Stories;

internal static class StoryEndpoints
{
    private const int MaxReply = 1_000;

    public static void MapStories(this RouteGroupBuilder api)
    {
        var stories = api.MapGroup("").WithTags("Stories");
        stories.MapPost("/stories", Publish);
        stories.MapGet("/stories/feed", Tray);
        stories.MapGet("/users/{id:id}/stories", List);
        stories.MapDelete("/stories/{id:id}", Delete);
        stories.MapPost("/stories/{id:id}/seen", MarkSeen);
        stories.MapGet("/stories/{id:id}/viewers", ListViewers);
        stories.MapPost("/stories/{id:id}/reply", Reply);
        stories.MapGet("/stories/{id:id}/replies", ListReplies);
    }

    private static async Task<Results<Created<StoryItemResponse>, ProblemHttpResult>> Publish(
        StoryRequest request, Caller caller, StoryPublisher publisher)
    {
        if (string.IsNullOrEmpty(request.MediaId))
        {
            return Problems.Invalid("mediaId", "This is missing.");
        }
        if (!Ids.TryParse(request.MediaId, out var mediaId))
        {
            return Problems.NotFound();
        }
        var outcome = await publisher.Publish(caller.UserId, mediaId);
        return outcome.Result switch
        {
            PublishStoryResult.Created => TypedResults.Created(
                $"/api/v1/users/{caller.UserId}/stories",
                StoryItemResponse.Of(new StoryForViewer(outcome.Story!, true))),
            PublishStoryResult.MediaMissing => Problems.NotFound(),
            PublishStoryResult.TooMany => Problems.Conflict("You have as many stories as one can at a time."),
            _ => Problems.Conflict("The picture was rejected, or is in a post, a story or your profile."),
        };
    }

    private static async Task<Ok<TrayResponse>> Tray(Caller caller, StoryTray tray, CancellationToken ct) =>
        TypedResults.Ok(new TrayResponse([.. (await tray.Read(caller.UserId, ct)).Select(TrayEntryResponse.Of)]));

    private static async Task<Results<Ok<ListResponse<StoryItemResponse>>, ProblemHttpResult>> List(
        long id, Paging paging, Caller caller, StoryReader stories, CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"stories:{id}";
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        return await stories.List(caller.UserId, id, start?[0] ?? 0, paging.Limit, ct) is { } page
            ? TypedResults.Ok(new ListResponse<StoryItemResponse>(
                [.. page.Stories.Select(StoryItemResponse.Of)],
                page.HasMore ? Cursor.Encode(scope, page.Last) : null, page.HasMore))
            : Problems.NotFound();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        long id, Caller caller, StoryReader stories, CancellationToken ct) =>
        await stories.Delete(caller.UserId, id, ct) switch
        {
            DeleteStoryResult.Deleted => TypedResults.NoContent(),
            DeleteStoryResult.Forbidden => Problems.Forbidden("Only its author can delete a story."),
            _ => Problems.NotFound(),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> MarkSeen(
        long id, Caller caller, StoryAudience audience, CancellationToken ct) =>
        await audience.MarkSeen(caller.UserId, id, ct) ? TypedResults.NoContent() : Problems.NotFound();

    private static Task<Results<Ok<ListResponse<UserCardResponse>>, ProblemHttpResult>> ListViewers(
        long id, Paging paging, Caller caller, StoryAudience audience, UserLists lists, CancellationToken ct) =>
        GraphEndpoints.List(
            paging, $"viewers:{id}", () => audience.IsAuthor(caller.UserId, id, ct),
            before => lists.StoryViewers(caller.UserId, id, before, paging.Limit, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> Reply(
        long id, StoryReplyRequest request, Caller caller, StoryReader stories, StoryAudience audience,
        ActionBudgets budgets, CancellationToken ct)
    {
        var checks = new Checks();
        var text = checks.Text("text", request.Text?.Trim(), 1, MaxReply);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (await stories.Find(caller.UserId, id, ct) is not { } story)
        {
            return Problems.NotFound();
        }
        if (story.AuthorId == caller.UserId)
        {
            return Problems.Invalid("id", "This is your own story.");
        }
        if (await budgets.Spend(caller.UserId, BudgetedAction.Comment) is { } wait)
        {
            return Problems.RateLimited(wait, "You have commented and answered as often as one can in an hour.");
        }
        return await audience.Reply(caller.UserId, story, text) ? TypedResults.NoContent() : Problems.NotFound();
    }

    private static async Task<Results<Ok<ListResponse<StoryReplyResponse>>, ProblemHttpResult>> ListReplies(
        long id, Paging paging, Caller caller, StoryAudience audience, CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"replies:{id}";
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (!await audience.IsAuthor(caller.UserId, id, ct))
        {
            return Problems.NotFound();
        }
        var page = await audience.ListReplies(caller.UserId, id, start?[0] ?? long.MaxValue, paging.Limit, ct);
        return TypedResults.Ok(new ListResponse<StoryReplyResponse>(
            [.. page.Replies.Select(StoryReplyResponse.Of)],
            page.HasMore ? Cursor.Encode(scope, page.Last) : null, page.HasMore));
    }
}
