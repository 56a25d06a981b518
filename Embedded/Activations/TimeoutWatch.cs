using System.Collections.Concurrent;

namespace Instagram.Embedded.Activations;

/// <summary>
/// Fails calls whose time is up. A timer for each call would cost more than the call; instead the activations that
/// were given work are looked at every quantum, each listed at most once.
/// </summary>
internal sealed class TimeoutWatch(TimeProvider time)
{
    private readonly ConcurrentQueue<Activation> watched = new();
    private ITimer? timer;
    private int sweeping;

    internal void Watch(Activation activation) => watched.Enqueue(activation);

    internal void Start(TimeSpan quantum) => timer = time.CreateTimer(_ => Sweep(), null, quantum, quantum);

    internal void Stop() => timer?.Dispose();

    private void Sweep()
    {
        if (Interlocked.Exchange(ref sweeping, 1) == 1)
        {
            return;
        }

        var now = time.GetTimestamp();
        for (var left = watched.Count; left > 0 && watched.TryDequeue(out var activation); left--)
        {
            if (activation.ExpireCalls(now))
            {
                watched.Enqueue(activation);
            }
        }

        Volatile.Write(ref sweeping, 0);
    }
}
