using Microsoft.Extensions.Options;

namespace Instagram.Grains.Feed;

/// <summary>
/// A thousand feeds that wake at once, as after a restart, must not take every connection of the database: so many read
/// at a time, the others wait their turn in order, and whose turn does not come in time is told to come again.
/// </summary>
public sealed class WakeLimiter(IOptions<FeedOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.ConcurrentWakes);
    private int _waiting;

    /// <summary>Feeds that wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <param name="wake">Reads the store.</param>
    /// <param name="isPatient">False: only if there is no need to wait.</param>
    public async Task Run(Func<Task> wake, bool isPatient = true)
    {
        if (!await _free.WaitAsync(0))
        {
            await WaitForTurn(isPatient);
        }
        try
        {
            await wake();
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task WaitForTurn(bool isPatient)
    {
        var waiting = Interlocked.Increment(ref _waiting);
        try
        {
            if (!isPatient || waiting > options.Value.WaitingWakes)
            {
                throw Busy();
            }
            using var deadline = new CancellationTokenSource(
                TimeSpan.FromSeconds(options.Value.WakeWaitSeconds), time);
            await _free.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw Busy();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static BusyException Busy() => new("Too many feeds are waking.");

    public void Dispose() => _free.Dispose();
}
