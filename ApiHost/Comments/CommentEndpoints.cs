using System.Security.Cryptography;
using System.Text.Json;
using Instagram.ApiHost.Http;
using Instagram.Grains.Budgets;
using Instagram.Grains.Comments;
using Instagram.Grains.Explore;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;
using Microsoft.AspNetCore.Http.HttpResults;
using CommentResult = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Created<Instagram.ApiHost.Comments.CommentResponse>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Instagram.ApiHost.Comments;

internal static class CommentEndpoints
{
    private const int MaxText = 1_000;

    public static void MapComments(this RouteGroupBuilder api)
    {
        var comments = api.MapGroup("").WithTags("Comments");
        comments.MapGet("/posts/{id:id}/comments", List);
        comments.MapPost("/posts/{id:id}/comments", Add);
        comments.MapDelete("/comments/{id:id}", Remove);
        comments.MapPost("/comments/{id:id}/like", Like);
        comments.MapDelete("/comments/{id:id}/like", Unlike);
    }

    [OpenToAnonymous]
    private static async Task<Results<Ok<ListResponse<CommentResponse>>, ProblemHttpResult>> List(
        long id, string? replyTo, Paging paging, Caller caller, CommentService comments, PostReader posts,
        CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"comments:{id}:{replyTo}";
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (await posts.FindPublished(caller.UserId, id) is null)
        {
            return Problems.NotFound();
        }
        if (replyTo is null)
        {
            return Page(await comments.List(caller.UserId, id, start?[0] ?? long.MaxValue, paging.Limit, ct));
        }
        return Ids.TryParse(replyTo, out var commentId)
            && await comments.Find(caller.UserId, commentId, ct) is { } answered && answered.PostId == id
                ? Page(await comments.ListReplies(caller.UserId, id, commentId, start?[0] ?? 0, paging.Limit, ct))
                : Problems.NotFound();

        Ok<ListResponse<CommentResponse>> Page(CommentPage page) => TypedResults.Ok(new ListResponse<CommentResponse>(
            [.. page.Comments.Select(CommentResponse.Of)],
            page.HasMore ? Cursor.Encode(scope, page.Last) : null, page.HasMore));
    }

    private static async Task<CommentResult> Add(
        long id, CommentRequest request, Caller caller, CommentService comments, PostReader posts,
        ActionBudgets budgets, OncePerKey once, IGrainFactory grains, HttpContext http)
    {
        var checks = new Checks();
        var text = checks.Text("text", request.Text?.Trim(), 1, MaxText);
        var key = OncePerKey.Check(checks, http);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        long? replyTo = null;
        if (request.ReplyToCommentId is { } given)
        {
            if (!Ids.TryParse(given, out var answered))
            {
                return Problems.NotFound();
            }
            replyTo = answered;
        }
        return await once.Run<CommentResponse>(
            caller, key,
            () => Task.FromResult(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { id, request }))),
            comments.NewId(id), Write, http.RequestAborted);

        async Task<CommentResult> Write(long commentId)
        {
            if (await posts.FindPublished(caller.UserId, id) is not { } post)
            {
                return Problems.NotFound();
            }
            if (await budgets.Spend(caller.UserId, BudgetedAction.Comment) is { } wait)
            {
                return Problems.RateLimited(wait, "You have commented as often as one can in an hour.");
            }
            var added = await comments.Add(
                id, commentId, caller.UserId, text, replyTo, http.RequestAborted);
            if (added is null)
            {
                return Problems.NotFound();
            }
            await grains.GetGrain<IFeedGrain>(caller.UserId).Engaged(post.AuthorId, Engagement.Comment);
            await grains.GetGrain<IExploreGrain>(caller.UserId).Engaged(id, ExploreAct.Commented);
            return TypedResults.Created($"/api/v1/posts/{id}/comments", CommentResponse.Of(added));
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        long id, Caller caller, CommentService comments, CancellationToken ct) =>
        await comments.Remove(caller.UserId, id, ct) switch
        {
            RemoveCommentResult.Removed => TypedResults.NoContent(),
            RemoveCommentResult.Forbidden => Problems.Forbidden("Only its author and the post's can delete a comment."),
            _ => Problems.NotFound(),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Like(
        long id, Caller caller, CommentService comments, ActionBudgets budgets, CancellationToken ct)
    {
        if (await comments.Find(caller.UserId, id, ct) is null)
        {
            return Problems.NotFound();
        }
        if (await budgets.Spend(caller.UserId, BudgetedAction.Like) is { } wait)
        {
            return Problems.RateLimited(wait, "You have liked as often as one can in an hour.");
        }
        return await comments.SetLike(caller.UserId, id, true, ct) ? TypedResults.NoContent() : Problems.NotFound();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Unlike(
        long id, Caller caller, CommentService comments, CancellationToken ct) =>
        await comments.SetLike(caller.UserId, id, false, ct) ? TypedResults.NoContent() : Problems.NotFound();
}
