using Microsoft.Extensions.Options;

namespace Instagram.ApiHost.Http;

/// <summary>
/// Lets every 404 go at a fixed time after its request came. What is hidden is often refused out of memory, and what
/// never was only after the database has been asked: without this a clock tells the one from the other.
/// </summary>
internal sealed class RefusalPace(IOptions<RefusalOptions> options)
{
    private readonly int _atLeast = options.Value.AtLeastMilliseconds;

    public Task Hold(HttpContext http, RequestDelegate next)
    {
        if (_atLeast > 0)
        {
            // Of the clock that timers go by: the end then depends on the beginning alone, to the same tick.
            var due = Environment.TickCount64 + _atLeast;
            http.Response.OnStarting(() => http.Response.StatusCode == StatusCodes.Status404NotFound
                && due - Environment.TickCount64 is > 0 and var left
                    ? Task.Delay((int)left, CancellationToken.None)
                    : Task.CompletedTask);
        }
        return next(http);
    }
}
