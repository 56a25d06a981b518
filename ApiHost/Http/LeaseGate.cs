using Instagram.Storage.Leases;
using Microsoft.AspNetCore.Http.Features;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Answers for a host that does not have its databases at the moment: what is in its memory may be wrong by now, as
/// another host may be answering.
/// </summary>
internal sealed class LeaseGate(HostLease lease)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Task Pass(HttpContext http, RequestDelegate next) =>
        lease.IsHeld || http.Request.Path.StartsWithSegments("/health") ? next(http) : Refuse(http);

    private static async Task Refuse(HttpContext http)
    {
        await Drain(http);
        await Problems.Busy().ExecuteAsync(http);
    }

    /// <summary>A client that is answered while it sends may lose its connection, and the answer with it.</summary>
    private static async Task Drain(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
        {
            bound.MaxRequestBodySize = null;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        stop.CancelAfter(Patience);
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, stop.Token);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // Too slow, gone, or no body that can be read: it gets its answer now.
        }
    }
}
