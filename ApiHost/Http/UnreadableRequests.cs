using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Instagram.ApiHost.Http;

/// <summary>
/// The server turns down by itself what it cannot read as a request (a target with %00, headers without end, another
/// protocol) before anything of ours runs, with a bare status. This gives that answer the body that every error has.
/// </summary>
internal sealed class UnreadableRequests(JsonSerializerOptions json) : IObserver<KeyValuePair<string, object?>>
{
    private const string Event = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    /// <summary>The server's own events; they end with it, and so does this.</summary>
    public static void ExplainIn(WebApplication app) =>
        app.Services.GetRequiredService<DiagnosticListener>().Subscribe(
            new UnreadableRequests(app.Services
                .GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>()
                .Value.SerializerOptions),
            name => name == Event);

    /// <summary>
    /// The server sets the status, raises this, and then ends the answer where nothing has begun it. Its own writer is
    /// not there yet, so the body goes to the connection behind the head: this is the connection's turn, and
    /// nobody else writes.
    /// </summary>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is IFeatureCollection features
            && features.Get<IHttpResponseFeature>() is { HasStarted: false } response
            && features.Get<IHttpResponseBodyFeature>() is { } head
            && features.Get<IConnectionTransportFeature>()?.Transport.Output is { } connection)
        {
            // A version of HTTP that is not spoken here is the client's mistake.
            response.StatusCode = response.StatusCode < 500 ? response.StatusCode : StatusCodes.Status400BadRequest;
            var trace = features.Get<IHttpRequestIdentifierFeature>()?.TraceIdentifier;
            var body = Body(response.StatusCode, trace ?? Guid.NewGuid().ToString("n"));
            response.Headers.ContentType = "application/problem+json";
            response.Headers.ContentLength = body.Length;
            response.Headers.Connection = "close";
            response.Headers.XContentTypeOptions = "nosniff";
            var isHead = features.Get<IHttpRequestFeature>()?.Method is { } method && HttpMethods.IsHead(method);
            if (head.StartAsync().IsCompletedSuccessfully && !isHead)
            {
                _ = connection.WriteAsync(body).AsTask();
            }
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private byte[] Body(int status, string traceId)
    {
        var problem = new ProblemDetails { Status = status };
        Problems.Complete(problem, status, traceId);
        return JsonSerializer.SerializeToUtf8Bytes(problem, json);
    }
}
