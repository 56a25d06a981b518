using System.Net;
using Instagram.ApiHost.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Instagram.ApiHost.Metrics;

/// <summary>
/// What the process measures, for a Prometheus on the same machine. To everyone else the route is none: also to who
/// comes through a proxy, which is itself on this machine more often than not.
/// </summary>
internal static class MetricsEndpoints
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Left on a request by a proxy, trusted or not.</summary>
    private static readonly string[] ProxyHeaders =
        [
            "Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Original-For",
            "X-Original-Proto", "X-Real-IP", "Via",
        ];

    public static void AddMetricsText(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Measurements>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Measurements>());
    }

    public static void MapMetrics(this WebApplication app) => app.MapGet("/metrics", Read).ExcludeFromDescription();

    private static Results<ContentHttpResult, ProblemHttpResult> Read(HttpContext http, Measurements measurements) =>
        IsFromHere(http) ? TypedResults.Text(measurements.Text(), TextFormat) : Problems.NotFound();

    private static bool IsFromHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !Array.Exists(ProxyHeaders, header => http.Request.Headers.ContainsKey(header));
}
