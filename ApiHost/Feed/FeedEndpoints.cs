using Instagram.ApiHost.Http;
using Instagram.ApiHost.Posts;
using Instagram.Grains.Feed;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Feed;

internal static class FeedEndpoints
{
    /// <summary>A cursor's numbers: order, snapshot, offset, the post before.</summary>
    private const int CursorNumbers = 4;

    public static void MapFeed(this RouteGroupBuilder api) => api.MapGet("/feed", GetFeed).WithTags("Feed");

    private static async Task<Results<Ok<FeedResponse>, ProblemHttpResult>> GetFeed(
        string? order, Paging paging, Caller caller, FeedReader feeds, TimeProvider time, CancellationToken ct)
    {
        var checks = new Checks();
        var scope = $"feed:{caller.UserId}";
        var start = paging.Check(checks, scope, CursorNumbers);
        var ordered = order switch
        {
            null or "ranked" => FeedOrder.Ranked,
            "latest" => FeedOrder.Latest,
            _ => (FeedOrder?)null,
        };
        if (ordered is null)
        {
            checks.Fail("order", "This must be 'ranked' or 'latest'.");
        }
        else if (start is not null && (start[0] != (long)ordered || !IsPosition(start, time)))
        {
            checks.Fail("cursor", "This is not a cursor of this order.");
        }
        if (checks.Failed)
        {
            return checks.Problem;
        }
        var position = start is null ? null : new FeedPosition(start[1], (int)start[2], start[3]);
        var page = await feeds.Read(caller.UserId, ordered!.Value, position, paging.Limit, ct);
        var next = page.HasMore && page.Next is { } at
            ? Cursor.Encode(scope, (long)ordered.Value, at.SnapshotId, at.Offset, at.BeforeId)
            : null;
        return TypedResults.Ok(new FeedResponse([.. page.Posts.Select(PostResponse.Of)], next, next is not null));
    }

    /// <summary>A cursor is no secret, so what it holds may be made up.</summary>
    private static bool IsPosition(long[] cursor, TimeProvider time) =>
        cursor[1] >= 0 && cursor[1] <= time.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds()
        && cursor[2] is >= 0 and <= int.MaxValue;
}
