using System.Net;

namespace Instagram.Tests.Edge;

/// <summary>
/// A client as the contract wants it: told to come again, or left without an answer, it does so after the time it was
/// told, for a while. What changes something is sent with a key, so that coming again changes nothing twice.
/// </summary>
internal sealed class ComingAgain(HttpMessageHandler way) : DelegatingHandler(way)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int _again;

    /// <summary>Requests that were sent once more.</summary>
    public int Again => Volatile.Read(ref _again);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var isLate = TimeProvider.System.GetElapsedTime(start) > Patience;
            var wait = TimeSpan.FromSeconds(1);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (isLate || response.StatusCode is not (
                    HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable))
                {
                    return response;
                }
                wait = response.Headers.RetryAfter?.Delta ?? wait;
                response.Dispose();
            }
            catch (HttpRequestException) when (!isLate)
            {
                // No answer: whether it was done is not known, and does not matter.
            }
            Interlocked.Increment(ref _again);
            using var pause = new PeriodicTimer(wait);
            await pause.WaitForNextTickAsync(cancellationToken);
        }
    }
}
