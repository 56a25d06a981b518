using Instagram.ApiHost.Http;
using Instagram.ApiHost.Moderation;
using Instagram.Grains.Inbox;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Inbox;

internal static class NotificationEndpoints
{
    public static void MapNotifications(this RouteGroupBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Inbox");
        notifications.MapGet("", List);
        notifications.MapGet("/unread-count", CountUnread);
        notifications.MapPost("/seen", MarkSeen);
    }

    private static async Task<Results<Ok<ListResponse<NoticeResponse>>, ProblemHttpResult>> List(
        Paging paging, Caller caller, NoticeReader notices, CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"notifications:{caller.UserId}";
        var start = paging.Check(checks, scope);
        if (checks.Failed)
        {
            return checks.Problem;
        }
        var page = await notices.List(caller.UserId, start?[0] ?? long.MaxValue, paging.Limit, ct);
        return TypedResults.Ok(new ListResponse<NoticeResponse>(
            [.. page.Notices.Select(NoticeResponse.Of)],
            page.HasMore ? Cursor.Encode(scope, page.Before) : null, page.HasMore));
    }

    private static async Task<Ok<UnreadCountResponse>> CountUnread(
        Caller caller, NoticeReader notices, CancellationToken ct) =>
        TypedResults.Ok(new UnreadCountResponse(await notices.CountUnseen(caller.UserId, ct)));

    [OpenToSuspended]
    private static async Task<Results<NoContent, ProblemHttpResult>> MarkSeen(
        SeenRequest request, Caller caller, NoticeReader notices) =>
        string.IsNullOrEmpty(request.UpTo) ? Problems.Invalid("upTo", "This is missing.")
        : Ids.TryParse(request.UpTo, out var id) && await notices.MarkSeen(caller.UserId, id) ? TypedResults.NoContent()
        : Problems.NotFound();
}
