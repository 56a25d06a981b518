namespace Instagram.Grains;

/// <summary>
/// So many of a silo do something at a time, the others wait their turn in order, and whose turn does not come in time
/// is told to come again.
/// </summary>
/// <param name="atOnce">How many.</param>
/// <param name="mostWaiting">One more is told to come again at once.</param>
/// <param name="patience">The longest wait.</param>
/// <param name="busy">What is said to those who wait in vain.</param>
/// <param name="time">By which they wait.</param>
public abstract class TurnLimiter(int atOnce, int mostWaiting, TimeSpan patience, string busy, TimeProvider time)
    : IDisposable
{
    private readonly SemaphoreSlim _free = new(atOnce);
    private int _waiting;

    /// <summary>Those who wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <inheritdoc cref="Run{T}"/>
    public Task Run(Func<Task> work, bool isPatient = true, CancellationToken waiting = default) => Run(
        async () =>
        {
            await work();
            return true;
        }, isPatient, waiting);

    /// <param name="work">What there are turns for.</param>
    /// <param name="isPatient">False: only if there is no need to wait.</param>
    /// <param name="waiting">Ends the waiting, not the work.</param>
    /// <exception cref="BusyException">The turn did not come in time, and nothing was done.</exception>
    public async Task<T> Run<T>(
        Func<Task<T>> work, bool isPatient = true, CancellationToken waiting = default)
    {
        if (!await _free.WaitAsync(0, CancellationToken.None))
        {
            await WaitForTurn(isPatient, waiting);
        }
        try
        {
            return await work();
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task WaitForTurn(bool isPatient, CancellationToken ct)
    {
        var waiting = Interlocked.Increment(ref _waiting);
        try
        {
            if (!isPatient || waiting > mostWaiting)
            {
                throw new BusyException(busy);
            }
            using var deadline = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
            await _free.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new BusyException(busy);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose()
    {
        _free.Dispose();
        GC.SuppressFinalize(this);
    }
}
