using System.Reflection;
using Instagram.ApiHost.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Instagram.Tests.Fuzz.Http;

/// <summary>
/// The routes of a running product, out of what it has mapped, so that a new one is fuzzed without being told of. What
/// a handler reads by hand cannot be seen from here: it is written down below, and a handler that could read more
/// fails.
/// </summary>
internal static class Surface
{
    /// <summary>Headers that the product reads, on any route.</summary>
    public static readonly string[] Headers =
    [
        "Authorization", "Cookie", "Idempotency-Key", "Last-Event-ID", "Range", "If-Range", "If-None-Match", "If-Match",
        "If-Modified-Since", "If-Unmodified-Since", "Accept", "Accept-Encoding", "Accept-Language", "Content-Type",
        "Content-Length", "Content-Encoding", "Transfer-Encoding", "Host", "Origin", "Referer", "User-Agent",
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via", "Expect",
        "Connection", "Upgrade", "X-HTTP-Method-Override", "traceparent", "X-Request-Id",
        "X-Edge-Method",
    ];

    /// <summary>Handlers that are given the whole request, and what of its query they read.</summary>
    private static readonly Dictionary<string, string[]> ByHand = new()
    {
        ["POST /api/v1/auth/signup"] = [], ["POST /api/v1/auth/login"] = [], ["POST /api/v1/auth/refresh"] = [],
        ["POST /api/v1/auth/logout"] = [], ["PUT /api/v1/auth/password"] = [], ["DELETE /api/v1/users/me"] = [],
        ["GET /api/v1/users/me/export"] = [], ["POST /api/v1/posts"] = [],
        ["POST /api/v1/posts/{id:id}/comments"] = [], ["GET /api/v1/events"] = [], ["GET /metrics"] = [],
        ["GET /openapi/{documentName:regex(^v1$)}.json"] = [],
        ["GET /media/{mediaId:id}/{variant}"] = [], ["HEAD /media/{mediaId:id}/{variant}"] = [],
        ["GET /edge/media/{mediaId:id}/{variant}"] = [],
        ["GET /api/v1/media/{mediaId:id}/{variant}"] = [], ["HEAD /api/v1/media/{mediaId:id}/{variant}"] = [],
        ["PUT /objects/{**key}"] =
            ["expires", "type", "size", "sha256", "signature", "upload", "part"],
    };

    /// <summary>What fills itself from the query.</summary>
    private static readonly Dictionary<Type, string[]> Binders = new()
    {
        [typeof(Caller)] = [], [typeof(Paging)] = ["cursor", "limit"],
    };

    public static IReadOnlyList<Route> Of(IServiceProvider services) =>
        [.. from endpoint in services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            select Read(endpoint, method, services)];

    private static Route Read(RouteEndpoint endpoint, string method, IServiceProvider services)
    {
        var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        var name = $"{method} {pattern}";
        var path = endpoint.RoutePattern.PathSegments.SelectMany(Parts).ToList();
        var inPath = path.Select(part => part.Parameter).ToHashSet();
        var query = new List<string>();
        Type? body = null;
        foreach (var parameter in Parameters(endpoint.Metadata.GetMetadata<MethodInfo>()))
        {
            var type = parameter.ParameterType;
            if (inPath.Contains(parameter.Name) || type == typeof(CancellationToken) || IsService(type, services))
            {
                continue;
            }
            if (type == typeof(HttpContext) || type == typeof(HttpRequest))
            {
                Assert.True(
                    ByHand.TryGetValue(name, out var read), $"{name} is given the whole request: say what it reads.");
                query.AddRange(read);
            }
            else if (Binders.TryGetValue(type, out var bound))
            {
                query.AddRange(bound);
            }
            else if (parameter.GetCustomAttribute<FromHeaderAttribute>() is { Name: var header })
            {
                Assert.True(Headers.Contains(header), $"{name} reads {header}: let the fuzzer send it.");
            }
            else if (type == typeof(string) || type.IsPrimitive || Nullable.GetUnderlyingType(type) is not null)
            {
                query.Add(parameter.Name!);
            }
            else
            {
                Assert.True(body is null && IsRequest(type), $"{name} takes a {type}: teach the fuzzer to make one.");
                body = type;
            }
        }
        var accepts = endpoint.Metadata.GetOrderedMetadata<IAcceptsMetadata>();
        return new Route(
            method, pattern, path, query,
            body ?? accepts.FirstOrDefault(taken => taken.RequestType is not null)?.RequestType,
            accepts.Any(taken => taken.ContentTypes.Contains("multipart/form-data")));
    }

    private static IEnumerable<(string Text, string? Parameter)> Parts(RoutePatternPathSegment segment)
    {
        yield return ("/", null);
        foreach (var part in segment.Parts)
        {
            yield return part switch
            {
                RoutePatternLiteralPart literal => (literal.Content, null),
                RoutePatternParameterPart parameter => ("", parameter.Name),
                _ => throw new NotSupportedException($"A part of a path that is new here: {part}"),
            };
        }
    }

    private static IEnumerable<ParameterInfo> Parameters(MethodInfo? handler) =>
        (handler?.GetParameters() ?? []).SelectMany(parameter =>
            parameter.GetCustomAttribute<AsParametersAttribute>() is null
                ? [parameter]
                : parameter.ParameterType.GetConstructors().Single(made => made.GetParameters().Length > 0)
                    .GetParameters());

    private static bool IsService(Type type, IServiceProvider services) =>
        services.GetRequiredService<IServiceProviderIsService>().IsService(type);

    private static bool IsRequest(Type type) => type.Name.EndsWith("Request", StringComparison.Ordinal);
}
