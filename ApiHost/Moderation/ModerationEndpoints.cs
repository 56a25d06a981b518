using Instagram.ApiHost.Http;
using Instagram.Grains.Moderation;
using Instagram.Storage.Moderation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Moderation;

/// <summary>What moderators do. Who is none finds no such routes: <see cref="ModeratorsOnly"/>.</summary>
internal static class ModerationEndpoints
{
    public static void MapModeration(this WebApplication app)
    {
        var admin = app.MapGroup(ModeratorsOnly.Path).WithTags("Moderation");
        admin.MapGet("/reports", ListReports);
        admin.MapGet("/moderation", ListItems);
        admin.MapPost("/moderation/{id:id}/approve", Approve);
        admin.MapPost("/moderation/{id:id}/remove", Remove);
        admin.MapPost("/users/{id:id}/suspend", Suspend);
        admin.MapPost("/users/{id:id}/restore", Restore);
        admin.MapGet("/audit", ListAudit);
    }

    private static Task<Results<Ok<ListResponse<ReportResponse>>, ProblemHttpResult>> ListReports(
        Paging paging, ModerationReader reader, CancellationToken ct) =>
        List(paging, new Checks(), "admin:reports", before => reader.ListReports(before, paging.Limit, ct),
            ReportResponse.Of);

    private static Task<Results<Ok<ListResponse<ModerationItemResponse>>, ProblemHttpResult>> ListItems(
        string? status, Paging paging, ModerationReader reader, CancellationToken ct)
    {
        var checks = new Checks();
        ModerationStatus? only = null;
        if (status is not null)
        {
            if (!ModerationTexts.TryParse<ModerationStatus>(status, out var known))
            {
                checks.Fail("status", "This must be open, approved or removed.");
            }
            only = known;
        }
        return List(paging, checks, $"admin:items:{status}", before => reader.List(only, before, paging.Limit, ct),
            ModerationItemResponse.Of);
    }

    private static Task<Results<Ok<ListResponse<AuditResponse>>, ProblemHttpResult>> ListAudit(
        Paging paging, ModerationReader reader, CancellationToken ct) =>
        List(paging, new Checks(), "admin:audit", before => reader.ListAudit(before, paging.Limit, ct),
            AuditResponse.Of);

    private static Task<Results<NoContent, ProblemHttpResult>> Approve(
        long id, Caller caller, ModerationDecisions decisions) =>
        Done(decisions.Decide(id, ModerationVerdict.Approve, caller.UserId, CancellationToken.None));

    private static Task<Results<NoContent, ProblemHttpResult>> Remove(
        long id, Caller caller, ModerationDecisions decisions) =>
        Done(decisions.Decide(id, ModerationVerdict.Remove, caller.UserId, CancellationToken.None));

    private static Task<Results<NoContent, ProblemHttpResult>> Suspend(
        long id, Caller caller, AccountModeration accounts) =>
        Done(accounts.Suspend(id, caller.UserId, CancellationToken.None));

    private static Task<Results<NoContent, ProblemHttpResult>> Restore(
        long id, Caller caller, AccountModeration accounts) =>
        Done(accounts.Restore(id, caller.UserId, CancellationToken.None));

    private static async Task<Results<NoContent, ProblemHttpResult>> Done(Task<bool> action) =>
        await action ? TypedResults.NoContent() : Problems.NotFound();

    private static async Task<Results<Ok<ListResponse<TResponse>>, ProblemHttpResult>> List<T, TResponse>(
        Paging paging, Checks checks, string scope, Func<long, Task<ModerationPage<T>>> read,
        Func<T, TResponse> response)
    {
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        var page = await read(start?[0] ?? long.MaxValue);
        return TypedResults.Ok(new ListResponse<TResponse>(
            [.. page.Items.Select(response)], page.HasMore ? Cursor.Encode(scope, page.Before) : null, page.HasMore));
    }
}
