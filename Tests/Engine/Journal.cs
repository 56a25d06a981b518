namespace Instagram.Tests.Engine;

/// <summary>What grains of a test report, in order; one for each engine.</summary>
public sealed class Journal
{
    private readonly Lock gate = new();
    private readonly List<string> entries = [];
    private readonly List<(Func<IReadOnlyList<string>, bool> Reached, TaskCompletionSource Signal)> waiters = [];

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    public void Add(string entry)
    {
        lock (gate)
        {
            entries.Add(entry);
            foreach (var (_, signal) in waiters.Where(waiter => waiter.Reached(entries)))
            {
                signal.TrySetResult();
            }
        }
    }

    public Task WaitFor(string entry) => WaitUntil(all => all.Contains(entry));

    public Task WaitForCount(int count) => WaitUntil(all => all.Count >= count);

    private Task WaitUntil(Func<IReadOnlyList<string>, bool> reached)
    {
        lock (gate)
        {
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (reached(entries))
            {
                signal.SetResult();
            }

            waiters.Add((reached, signal));
            return signal.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
