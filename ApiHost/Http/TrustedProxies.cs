using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

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
}
