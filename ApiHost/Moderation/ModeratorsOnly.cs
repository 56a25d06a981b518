using Instagram.ApiHost.Http;
using Instagram.Grains.Moderation;

namespace Instagram.ApiHost.Moderation;

/// <summary>
/// To everyone who is no moderator, the moderators' routes are none: whatever the routing found under their path is
/// forgotten before it can answer, so that no status, header or method tells them from a path of nothing.
/// </summary>
internal sealed class ModeratorsOnly(RequestDelegate next, Moderators moderators)
{
    public const string Path = "/api/v1/admin";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments(Path) && !await moderators.Include(Caller.Of(http).UserId))
        {
            http.SetEndpoint(null);
            http.Request.RouteValues.Clear();
        }
        await next(http);
    }
}
