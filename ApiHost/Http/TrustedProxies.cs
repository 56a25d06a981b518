using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Behind a proxy every request comes from the proxy's address. <c>Http:TrustedProxies</c> names, separated by commas,
/// the addresses whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed; by default none.
/// </summary>
internal static class TrustedProxies
{
    public static void AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = (configuration["Http:TrustedProxies"] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(IPAddress.Parse).ToList();
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = proxies.Count > 0
                ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                : ForwardedHeaders.None;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                options.KnownProxies.Add(proxy);
            }
        });
    }

    /// <summary>Whether a trusted proxy sent it. No header tells: a client could send that as well.</summary>
    public static bool IsFromProxy(HttpContext http) => http.Features.Get<FromProxyFeature>() is not null;

    /// <summary>Looks who is at the other end before the headers replace it.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value.KnownProxies;
        app.Use((http, next) =>
        {
            if (http.Connection.RemoteIpAddress is { } peer
                && proxies.Contains(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer))
            {
                http.Features.Set(FromProxyFeature.Instance);
            }
            return next(http);
        });
        app.UseForwardedHeaders();
    }

    private sealed class FromProxyFeature
    {
        public static readonly FromProxyFeature Instance = new();
    }
}
