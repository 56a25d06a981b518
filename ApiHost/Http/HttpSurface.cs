using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Instagram.ApiHost.Http;

/// <summary>What is the same for every route: problems, tokens, headers, limits, JSON.</summary>
internal static class HttpSurface
{
    internal const int MaxJsonBytes = 64 * 1024;

    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; " +
        "form-action 'self'";

    /// <summary>Pages of the web client's own; it finds its way by itself.</summary>
    private static readonly string[] ClientPages =
        [
        "/login", "/signup", "/new", "/requests", "/saved", "/settings", "/settings/blocked", "/p/{id}",
        "/u/{username}",
    ];

    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxJsonBytes;
        });
        var services = builder.Services;
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
            Problems.Complete(context.ProblemDetails, context.HttpContext));
        services.AddExceptionHandler<FailureHandler>();
        services.AddSingleton<OncePerKey>();
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
        app.Use(SetSecurityHeaders);
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => LostVisitor.Is(context.HttpContext)
            ? LostVisitor.Welcome(context.HttpContext)
            : Problems.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseRouting();
        app.UseMiddleware<Authentication>();
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
        app.MapHealthChecks("/health/ready");
    }

    private static Task SetSecurityHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            if (!((HttpContext)state).Request.Path.StartsWithSegments("/docs"))
            {
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
            }
            return Task.CompletedTask;
        }, http);
        return next(http);
    }
}
