using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Instagram.Tests.Support;

/// <summary>Notes which routes were reached with success, as "GET /api/v1/users/me".</summary>
internal sealed class RouteRecorder : IStartupFilter
{
    private readonly ConcurrentDictionary<string, bool> _reached = new();

    public IEnumerable<string> Reached => _reached.Keys;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, rest) =>
        {
            await rest(http);
            if (http.GetEndpoint() is RouteEndpoint endpoint && http.Response.StatusCode < 400)
            {
                _reached[$"{http.Request.Method} {PatternOf(endpoint)}"] = true;
            }
        });
        next(app);
    };

    /// <summary>Every route of a product with each of its methods; one that names no method is read with GET.</summary>
    public static IEnumerable<string> Mapped(IServiceProvider services) =>
        from endpoint in services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
        where endpoint is RouteEndpoint
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select $"{method} {PatternOf((RouteEndpoint)endpoint)}";

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');
}
