using Instagram.ApiHost.Accounts;
using Instagram.ApiHost.Feed;
using Instagram.ApiHost.Likes;
using Instagram.ApiHost.Moderation;
using Instagram.ApiHost.Posts;
using Instagram.Grains.Posts;
using Instagram.Storage.Leases;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Instagram.ApiHost.Http;

/// <summary>What is the same for every route: problems, tokens, headers, limits, JSON.</summary>
internal static class HttpSurface
{
    internal const int MaxJsonBytes = 64 * 1024;

    /// <summary>Pages of the web client's own; it finds its way by itself.</summary>
    private static readonly string[] ClientPages =
        [
        "/login", "/signup", "/new", "/requests", "/saved", "/settings", "/settings/blocked", "/p/{id}",
        "/u/{username}", "/settings/account", "/moderation", "/settings/decisions", "/new/story", "/search", "/explore",
        "/notifications", "/t/{tag}", "/places/{id}", "/stories/{username}",
    ];

    public static void AddHttp(this WebApplicationBuilder builder)
    {
        // A line ends in one way only: a proxy that sees another end would see another request.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        // What came on a socket is read, answered and sent by the thread that found it, which is one of the pool's
        // like any other: three changes of threads a request less.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxJsonBytes;
            var bounds = kestrel.ApplicationServices.GetRequiredService<IOptions<ConnectionOptions>>().Value;
            kestrel.Limits.MaxConcurrentConnections = bounds.MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(bounds.HeaderSeconds);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(
                bounds.BodyBytesPerSecond, TimeSpan.FromSeconds(bounds.BodyGraceSeconds));
        });
        // The framework would write whole addresses, and those of uploads are signed, at any level that shows requests;
        // and at any level at all it makes an activity and a scope of each request, for logs that are written nowhere.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        var services = builder.Services;
        services.AddOptions<ConnectionOptions>()
            .BindConfiguration(ConnectionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<FailureHandler>();
        services.AddSingleton<OncePerKey>();
        services.AddSingleton<GatewayLimits>();
        services.AddOptions<RefusalOptions>().BindConfiguration(RefusalOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RefusalPace>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<ICardEncoder, CardEncoder>();
        services.AddSingleton<ReadyFeeds>();
        services.AddSingleton<DirectLikes>();
        services.AddSingleton<SecurityHeaders>();
        services.AddTrustedProxies(builder.Configuration);
        services.Configure<RouteOptions>(routes => routes.ConstraintMap["id"] = typeof(IdConstraint));
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form =>
            form.MultipartBodyLengthLimit = long.MaxValue);
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new TimestampConverter());
            json.SerializerOptions.MaxDepth = 16;
        });
    }

    public static void UseHttp(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<GatewayLimits>();
        UnreadableRequests.ExplainIn(app);
        app.UseTrustedProxies();
        app.Use(app.Services.GetRequiredService<ReadyFeeds>().Answer);
        app.Use(app.Services.GetRequiredService<RefusalPace>().Hold);
        app.Use(app.Services.GetRequiredService<SecurityHeaders>().Announce);
        app.UseExceptionHandler();
        app.Use(app.Services.GetRequiredService<DirectLikes>().Answer);
        if (app.Services.GetService<HostLease>() is { } lease)
        {
            app.Use(new LeaseGate(lease).Pass);
        }
        app.Use(limits.CountAddress);
        app.UseStatusCodePages(context => LostVisitor.Is(context.HttpContext)
            ? LostVisitor.Welcome(context.HttpContext)
            : Problems.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        app.Use(ExplainRefusedFiles);
        app.Use(RefuseOtherCharsets);
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseRouting();
        app.UseMiddleware<Authentication>();
        app.Use(limits.CountSession);
        app.UseMiddleware<ModeratorsOnly>();
        app.UseMiddleware<SuspendedCallers>();
    }

    public static void MapWebClient(this WebApplication app)
    {
        foreach (var page in ClientPages)
        {
            app.MapGet(page, (IWebHostEnvironment host) =>
                TypedResults.PhysicalFile(Path.Combine(host.WebRootPath, "index.html"), "text/html; charset=utf-8"))
                .ExcludeFromDescription();
        }
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteReadiness });
    }

    private static Task WriteReadiness(HttpContext http, HealthReport report)
    {
        if (http.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "1";
        }
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(report.Status.ToString());
    }

    /// <summary>
    /// What a file's conditions or ranges refuse has no body, but a content type that hides it from the rest.
    /// </summary>
    private static async Task ExplainRefusedFiles(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response is { StatusCode: 412 or 416, HasStarted: false })
        {
            http.Response.ContentType = null;
            http.Response.ContentLength = null;
            await Problems.OfStatus(http.Response.StatusCode).ExecuteAsync(http);
        }
    }

    /// <summary>
    /// JSON is UTF-8; the framework takes another charset for a defect of ours, and this one too when it is quoted.
    /// </summary>
    private static Task RefuseOtherCharsets(HttpContext http, RequestDelegate next)
    {
        if (MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            && type.Charset is { HasValue: true } charset && http.Request.HasJsonContentType())
        {
            if (!HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                return Problems.UnsupportedMedia("JSON is sent in UTF-8.").ExecuteAsync(http);
            }
            type.Charset = "utf-8";
            http.Request.ContentType = type.ToString();
        }
        return next(http);
    }
}
