using Microsoft.Extensions.Options;

namespace Instagram.Grains.Feed;

/// <summary>
/// A thousand feeds that wake at once, as after a restart, must not take every connection of the database.
/// </summary>
public sealed class WakeLimiter(IOptions<FeedOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.ConcurrentWakes);

    public async Task<T> Run<T>(Func<Task<T>> wake)
    {
        await _free.WaitAsync();
        try
        {
            return await wake();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
