using Instagram.ApiHost.Http;
using Instagram.Grains.Accounts;
using Instagram.Grains.Likes;
using Instagram.Grains.Posts;
using Instagram.Storage.Leases;
using Microsoft.AspNetCore.Http.Features;

namespace Instagram.ApiHost.Likes;

/// <summary>
/// Answers the most frequent write of all, a like and its end, of somebody whose token is known, where all is well with
/// it. Any other request, and one that must be refused, goes its usual way, which answers the same: both verbs may be
/// repeated. What those look after that come later, it looks after itself. A post that is not here in memory goes the
/// usual way too: for one that was never there the store would be asked twice, longer than for a hidden one.
/// </summary>
internal sealed class DirectLikes(
    SessionCache sessions, OpenPosts open, PostLikes likes, GatewayLimits limits, HostLease? lease = null)
{
    private const string Before = "/api/v1/posts/";
    private const string After = "/like";

    /// <summary>No routing has taken place, and it is counted as if it had.</summary>
    private static readonly KeyValuePair<string, object?> Route = new("http.route", "/api/v1/posts/{id:id}/like");

    public Task Answer(HttpContext http, RequestDelegate next) =>
        PostId(http.Request.Path.Value) is > 0 and var postId
        && (HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsDelete(http.Request.Method))
        && http.Request.ContentLength is null or 0
        && http.Request is { ContentType: null, Headers.TransferEncoding.Count: 0 }
        && lease is not { IsHeld: false }
        && open.Contains(postId)
        && sessions.FindKnown(Authentication.Token(http)) is { } session
        && limits.TryCount(http, session.Id)
            ? Write(http, next, session.UserId, postId)
            : next(http);

    private async Task Write(HttpContext http, RequestDelegate next, long userId, long postId)
    {
        var isDone = HttpMethods.IsPost(http.Request.Method)
            ? await likes.Like(userId, postId) is { IsThere: true, Wait: null }
            : await likes.Unlike(userId, postId);
        if (!isDone)
        {
            GatewayLimits.PassOn(http);
            await next(http);
            return;
        }
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(Route);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Of the post whose like the path names; 0 for any other path.</summary>
    private static long PostId(ReadOnlySpan<char> path) =>
        path.StartsWith(Before, StringComparison.Ordinal) && path.EndsWith(After, StringComparison.Ordinal)
        && path.Length > Before.Length + After.Length
        && Ids.TryParse(path[Before.Length..^After.Length], out var id)
            ? id
            : 0;
}
