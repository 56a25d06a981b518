using Microsoft.Extensions.Options;

namespace Instagram.Grains.Feed;

/// <summary>
/// A burst of posts must not keep readers waiting for the registry: so many are brought to it at a time, in the order
/// in which they came. An author has one in this queue at most, so none waits behind all of another's.
/// </summary>
public sealed class FanOutLimiter(IOptions<FeedOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.ConcurrentFanOuts);

    public async Task<T> Run<T>(Func<Task<T>> bring)
    {
        await _free.WaitAsync();
        try
        {
            return await bring();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
