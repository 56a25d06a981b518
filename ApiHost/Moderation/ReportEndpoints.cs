using Instagram.ApiHost.Http;
using Instagram.Grains.Moderation;
using Instagram.Storage.Moderation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Moderation;

/// <summary>What everyone can do: report what they see, read what was decided about them, appeal.</summary>
internal static class ReportEndpoints
{
    private const int MaxReason = 1_000;
    private const int MaxAppeal = 1_000;

    public static void MapReports(this RouteGroupBuilder api)
    {
        var reports = api.MapGroup("").WithTags("Moderation");
        reports.MapPost("/reports", Report);
        reports.MapGet("/users/me/moderation", ListDecisions);
        reports.MapPost("/users/me/moderation/{id:id}/appeal", Appeal);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> Report(
        ReportRequest request, Caller caller, Reports reports, CancellationToken ct)
    {
        var checks = new Checks();
        if (!ModerationTexts.TryParse<ModerationKind>(request.Kind, out var kind))
        {
            checks.Fail("kind", "This must be post, comment, user or story.");
        }
        if (string.IsNullOrEmpty(request.Id))
        {
            checks.Fail("id", "This is missing.");
        }
        var reason = checks.Text("reason", request.Reason?.Trim(), 1, MaxReason);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        if (!Ids.TryParse(request.Id, out var id))
        {
            return Problems.NotFound();
        }
        return await reports.Report(caller.UserId, kind, id, reason, ct) switch
        {
            ReportOutcome.Accepted => TypedResults.Accepted((string?)null),
            ReportOutcome.OwnThing => Problems.Invalid("id", "You cannot report what is your own."),
            _ => Problems.NotFound(),
        };
    }

    private static async Task<Results<Ok<ListResponse<DecisionResponse>>, ProblemHttpResult>> ListDecisions(
        Paging paging, Caller caller, ModerationReader reader, CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"decisions:{caller.UserId}";
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        var page = await reader.ListAgainst(caller.UserId, start?[0] ?? long.MaxValue, paging.Limit, ct);
        return TypedResults.Ok(new ListResponse<DecisionResponse>(
            [.. page.Items.Select(DecisionResponse.Of)], page.HasMore ? Cursor.Encode(scope, page.Before) : null,
            page.HasMore));
    }

    [OpenToSuspended]
    private static async Task<Results<Accepted, ProblemHttpResult>> Appeal(
        long id, AppealRequest request, Caller caller, ModerationDecisions decisions)
    {
        var checks = new Checks();
        var text = checks.Text("text", request.Text?.Trim(), 1, MaxAppeal);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        return await decisions.Appeal(id, caller.UserId, text, CancellationToken.None) switch
        {
            AppealOutcome.Accepted => TypedResults.Accepted((string?)null),
            AppealOutcome.AlreadyAppealed => Problems.Conflict("There is nothing more to appeal against here."),
            _ => Problems.NotFound(),
        };
    }
}
