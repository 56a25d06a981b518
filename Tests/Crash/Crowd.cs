namespace Instagram.Tests.Crash;

/// <summary>Several clients at once.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly Task<int[]> _work;
    private readonly CancellationTokenSource _stop;

    private Crowd(Task<int[]> work, CancellationTokenSource stop)
    {
        _work = work;
        _stop = stop;
    }

    public static Crowd Start(IReadOnlyList<Client> clients)
    {
        var stop = new CancellationTokenSource();
        return new Crowd(Task.WhenAll(clients.Select(client => client.Work(stop.Token))), stop);
    }

    /// <summary>Waits for <paramref name="mark"/>; a client that fails or gets no answer before is a failure.</summary>
    public async Task Until(Task mark)
    {
        await Task.WhenAny(mark, _work).WaitAsync(Deadline.Patience);
        if (!mark.IsCompleted)
        {
            Assert.Fail($"The clients ended too early, {(await _work).Sum()} of them without an answer.");
        }
    }

    /// <summary>Waits for every client to get an answer or none; returns how many got none.</summary>
    public async Task<int> Ends(bool tell)
    {
        if (tell)
        {
            await _stop.CancelAsync();
        }
        return (await _work.WaitAsync(Deadline.Patience)).Sum();
    }

    public void Dispose() => _stop.Dispose();
}
