using Instagram.Embedded.Activations;

namespace Instagram.Tests.Engine;

/// <summary>
/// Runs one item of one activation at a time and chooses the next activation by a seed, so that a failing order of
/// turns can be had again.
/// </summary>
internal sealed class SeededDispatcher(int seed) : ITurnDispatcher
{
    private readonly Lock gate = new();
    private readonly List<IThreadPoolWorkItem> ready = [];
    private readonly Random random = new(seed);

    public int ItemsPerDispatch => 1;

    public void Dispatch(IThreadPoolWorkItem turns)
    {
        lock (gate)
        {
            ready.Add(turns);
        }
    }

    /// <summary>Runs turns on this thread until there are none.</summary>
    public void RunAll()
    {
        // The test's own context would take the awaits of grains from their activations.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        while (TakeOne() is { } turns)
        {
            turns.Execute();
        }

        SynchronizationContext.SetSynchronizationContext(context);
    }

    private IThreadPoolWorkItem? TakeOne()
    {
        lock (gate)
        {
            if (ready.Count == 0)
            {
                return null;
            }

            var chosen = random.Next(ready.Count);
            var turns = ready[chosen];
            ready.RemoveAt(chosen);
            return turns;
        }
    }
}
