using System.Globalization;
using Instagram.ApiHost.Http;
using Instagram.Grains.Accounts;
using Instagram.Grains.Feed;
using Instagram.Storage.Leases;
using Microsoft.AspNetCore.Http.Features;

namespace Instagram.ApiHost.Feed;

/// <summary>
/// Answers the most frequent request of all, the first page of a home feed, of a reader whose token is known: with the
/// feed's front where that is good, else by reading the page. Any other request goes its usual way, which answers the
/// same. This comes first of all, so what the others look after, it looks after itself.
/// </summary>
internal sealed class ReadyFeeds(
    SessionCache sessions, FeedCells cells, FeedReader feeds, GatewayLimits limits, SecurityHeaders headers,
    TimeProvider time, HostLease? lease = null)
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
        && Limit(http.Request.QueryString.Value) is > 0 and <= Paging.MaxLimit and var limit
        && sessions.FindKnown(Authentication.Token(http)) is { } session
        && limits.TryCount(http, session.Id)
            ? Give(http, session.UserId, limit) ?? Read(http, next, session.UserId, limit)
            : next(http);

    /// <summary>Null when nothing good is ready.</summary>
    private Task? Give(HttpContext http, long readerId, int limit)
    {
        if (cells.Find(readerId)?.Front is not { } front || front.Limit != limit || !front.IsGood(time.GetUtcNow()))
        {
            return null;
        }
        Announce(http);
        var page = front.Page;
        return FeedJson.Send(http, page, front.Tail ??= FeedJson.Tail(readerId, FeedOrder.Ranked, page.Next));
    }

    private async Task Read(HttpContext http, RequestDelegate next, long readerId, int limit)
    {
        FeedView page;
        try
        {
            page = await feeds.Read(readerId, FeedOrder.Ranked, null, limit, http.RequestAborted);
        }
        catch (Exception)
        {
            // It happens again on the usual way, which knows how to say what it is.
            GatewayLimits.PassOn(http);
            await next(http);
            return;
        }
        Announce(http);
        await new FeedAnswer(readerId, FeedOrder.Ranked, page).ExecuteAsync(http);
    }

    private void Announce(HttpContext http)
    {
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(Route);
        headers.Set(http);
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
