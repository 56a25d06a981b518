using System.Diagnostics;
using System.Runtime.CompilerServices;
using Instagram.Embedded.Activations;
using Instagram.Embedded.Calls;

namespace Instagram.Tests.Engine;

/// <summary>
/// Runs one item of one activation at a time and chooses the next activation by a seed, so that a failing order of
/// turns can be had again.
/// </summary>
internal sealed class SeededDispatcher(int seed) : ITurnDispatcher
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>After that long it may be a lock that is waited for, and is worth a question.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(4);

    /// <summary>After that long requests wait for each other inside of one activation.</summary>
    private static readonly TimeSpan Unusual = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();

    /// <summary>In the order in which they first came: two that come back together have one all the same.</summary>
    private readonly SortedList<int, IThreadPoolWorkItem> ready = [];

    private readonly ConditionalWeakTable<IThreadPoolWorkItem, StrongBox<int>> numbers = [];
    private int newest;
    private Random random = new(seed);

    public int ItemsPerDispatch => 1;

    public int Turns { get; private set; }

    public void Dispatch(IThreadPoolWorkItem turns)
    {
        lock (gate)
        {
            ready.Add(numbers.GetValue(turns, _ => new StrongBox<int>(++newest)).Value, turns);
        }
    }

    public void Reseed(int next) => random = new Random(next);

    /// <summary>Runs turns on this thread until there are none.</summary>
    public void RunAll() => WithoutContext(() =>
    {
        while (TakeOne() is { } turns)
        {
            turns.Execute();
        }
    });

    /// <summary>
    /// Runs turns on this thread until the work has ended and all that came of it. Before each choice it waits until
    /// what turns have asked of the world outside, a database, has come back: so what there is to choose from follows
    /// from the choices, but for what came back so soon that nobody had to wait. What waits for a lock there comes back
    /// only after some other turn.
    /// </summary>
    public void RunToRest(Task work, Embedded.Engine engine, Func<int> locksWaitedFor) => WithoutContext(() =>
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            WaitForOutside(engine, locksWaitedFor);
            if (TakeOne() is { } turns)
            {
                turns.Execute();
                since = Stopwatch.GetTimestamp();
            }
            else if (work.IsCompleted && AtTheOutside(engine).Count == 0)
            {
                return;
            }
            else
            {
                Assert.True(
                    Stopwatch.GetElapsedTime(since) < Patience, "There is work to do, and no turn in which to do it.");
                Thread.Yield();
            }
        }
    });

    private void WaitForOutside(Embedded.Engine engine, Func<int> locksWaitedFor)
    {
        var since = Stopwatch.GetTimestamp();
        while (AtTheOutside(engine) is { Count: > 0 } waiting)
        {
            var waited = Stopwatch.GetElapsedTime(since);
            if (HasReady && (waited > Unusual || (waited > Usual && locksWaitedFor() >= waiting.Count)))
            {
                return;
            }

            Assert.True(waited < Patience, $"Nothing came back to {string.Join(", ", waiting)}.");
            Thread.Yield();
        }
    }

    private bool HasReady
    {
        get
        {
            lock (gate)
            {
                return ready.Count > 0;
            }
        }
    }

    /// <summary>
    /// Activations with more requests that wait for no other grain than there are turns for them here; and whose turn
    /// is just arriving.
    /// </summary>
    private HashSet<Activation> AtTheOutside(Embedded.Engine engine)
    {
        var callers = new HashSet<Call>();
        var outside = new HashSet<Activation>();
        var busy = new List<(Activation Activation, int Waiting, List<Call> AtWork)>();
        foreach (var activation in engine.Activations)
        {
            var (atWork, notYet) = (new List<Call>(), new List<Call>());
            var waiting = activation.Turns.Waiting;
            activation.CollectUnfinished(atWork, notYet);
            callers.UnionWith(atWork.Concat(notYet)
                .Where(call => !call.IsAnswered).Select(call => call.Parent).OfType<Call>());
            busy.Add((activation, waiting, atWork));
            if (waiting > 0 && !IsReady(activation.Turns))
            {
                outside.Add(activation);
            }
        }

        outside.UnionWith(busy
            .Where(one => one.AtWork.Count(call => !call.Ended && !callers.Contains(call)) > one.Waiting)
            .Select(one => one.Activation));
        return outside;
    }

    private bool IsReady(IThreadPoolWorkItem turns)
    {
        lock (gate)
        {
            return ready.ContainsValue(turns);
        }
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
            var turns = ready.GetValueAtIndex(chosen);
            ready.RemoveAt(chosen);
            Turns++;
            return turns;
        }
    }

    /// <summary>The test's own context would take the awaits of grains from their activations.</summary>
    private static void WithoutContext(Action run)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
