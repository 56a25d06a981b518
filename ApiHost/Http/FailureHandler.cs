using Instagram.Grains;
using Instagram.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Turns what was thrown into a problem: the client's fault, a bound or an outage, or a defect of ours.
/// </summary>
internal sealed partial class FailureHandler(ILogger<FailureHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: 400 } bad => Problems.Invalid("request", Explain(bad)),
            BadHttpRequestException bad => Problems.OfStatus(bad.StatusCode),
            InvalidDataException => Problems.Invalid("request", "The form cannot be read, or is too large."),
            BusyException or LimitExceededException or SiloUnavailableException => Problems.Busy(),
            _ when Outage.Is(exception) => Problems.Busy(),
            _ => Problems.OfStatus(500),
        };
        if (problem.StatusCode >= 500)
        {
            LogFailure(logger, httpContext.Request.Method, EndpointOf(httpContext), exception);
        }
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>
    /// The framework's text names types of ours; which part of the JSON is wrong is all that helps a client.
    /// </summary>
    private static string Explain(BadHttpRequestException bad) =>
        bad.InnerException is System.Text.Json.JsonException { Path: { } path }
            ? $"The JSON is not as expected at {path}."
            : "The request cannot be understood.";

    /// <summary>While an exception is handled, the endpoint that threw it is no longer the request's.</summary>
    private static string? EndpointOf(HttpContext http) =>
        (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;

    [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed.")]
    private static partial void LogFailure(ILogger logger, string method, string? endpoint, Exception failure);
}
