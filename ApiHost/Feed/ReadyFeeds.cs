using System.Globalization;
using Instagram.ApiHost.Http;
using Instagram.Grains.Accounts;
using Instagram.Grains.Feed;
using Instagram.Storage.Leases;
using Microsoft.AspNetCore.Http.Features;

namespace Instagram.ApiHost.Feed;

/// <summary>
/// Answers the most frequent request of all, the first page of a home feed, where everything for it is at hand: the
/// token is of a known session, the feed is awake and its front is good. Any other request goes its usual way, which
/// answers the same. It comes first of all, so what the others look after, it looks after itself.
/// </summary>
internal sealed class ReadyFeeds(
    SessionCache sessions, FeedCells cells, GatewayLimits limits, SecurityHeaders headers, TimeProvider time,
    HostLease? lease = null)
{
    private const string Path = "/api/v1/feed";
    private const string LimitIs = "limit=";

    /// <summary>No routing has taken place, and it is counted as if it had.</summary>
    private static readonly KeyValuePair<string, object?> Route = new("http.route", Path);

    public Task Answer(HttpContext http, RequestDelegate next) =>
        http.Request.Path.Value == Path
        && HttpMethods.IsGet(http.Request.Method)
        && http.Request.ContentType is null
        && lease is not { IsHeld: false }
        && Limit(http.Request.QueryString.Value) is > 0 and var limit
        && sessions.FindKnown(Authentication.Token(http)) is { } session
        && cells.Find(session.UserId)?.Front is { } front
        && front.Limit == limit
        && front.IsGood(time.GetUtcNow())
        && limits.TryCount(http, session.Id)
            ? Answer(http, next, session.UserId, front)
            : next(http);

    private Task Answer(HttpContext http, RequestDelegate next, long readerId, FeedFront front)
    {
        var json = FeedJson.Begin();
        for (var i = 0; i < front.Posts.Count; i++)
        {
            if (front.Posts[i].Current() is not { } card)
            {
                json.Dispose();
                return next(http);
            }
            FeedJson.Add(ref json, i, card, front.Posts[i], front.MarkOf(i));
        }
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(Route);
        headers.Set(http);
        json.Add(front.Tail ??= FeedJson.Tail(readerId, FeedOrder.Ranked, front.Next));
        return FeedJson.Send(http, json);
    }

    /// <summary>How many posts are asked for by a query for a ranked first page; 0 for any other query.</summary>
    private static int Limit(ReadOnlySpan<char> query)
    {
        var (limit, limits, orders) = (Paging.DefaultLimit, 0, 0);
        query = query.TrimStart('?');
        foreach (var range in query.Split('&'))
        {
            var part = query[range];
            if (part.StartsWith(LimitIs, StringComparison.Ordinal))
            {
                limits++;
                limit = int.TryParse(part[LimitIs.Length..], NumberStyles.None, null, out var asked) ? asked : 0;
            }
            else if (part is "order=ranked")
            {
                orders++;
            }
            else if (part.Length > 0)
            {
                return 0;
            }
        }
        return limits > 1 || orders > 1 ? 0 : limit;
    }
}
