using Instagram.ApiHost.Http;
using Instagram.Grains.Feed;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Feed;

internal static class FeedEndpoints
{
    public static void MapFeed(this RouteGroupBuilder api) => api.MapGet("/feed", GetFeed).WithTags("Feed");

    private static async Task<Results<FeedAnswer, ProblemHttpResult>> GetFeed(
        string? order, Paging paging, Caller caller, FeedReader feeds, TimeProvider time, CancellationToken ct)
    {
        var checks = new Checks();
        var cursor = paging.Check(checks, FeedCursor.Scope(caller.UserId), FeedCursor.Numbers);
        var ordered = order switch
        {
            null or "ranked" => FeedOrder.Ranked,
            "latest" => FeedOrder.Latest,
            _ => (FeedOrder?)null,
        };
        FeedPosition? start = null;
        if (ordered is null)
        {
            checks.Fail("order", "This must be 'ranked' or 'latest'.");
        }
        else if (cursor is not null)
        {
            start = FeedCursor.Position(cursor, ordered.Value, time.GetUtcNow());
            if (start is null)
            {
                checks.Fail("cursor", "This is not a cursor of this order.");
            }
        }
        if (checks.Failed)
        {
            return checks.Problem;
        }
        return new FeedAnswer(
            caller.UserId, ordered!.Value, await feeds.Read(caller.UserId, ordered.Value, start, paging.Limit, ct));
    }
}
