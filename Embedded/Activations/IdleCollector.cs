namespace Instagram.Embedded.Activations;

/// <summary>Ends activations that nobody uses: by age, and above the bound the least recently used first.</summary>
internal sealed class IdleCollector(Engine engine, GrainDirectory directory)
{
    private readonly int bound = engine.Options.MaxActivations;
    private int trimAbove = engine.Options.MaxActivations;
    private int collecting;
    private ITimer? timer;

    internal void Start()
    {
        var quantum = engine.Collection.CollectionQuantum;
        timer = engine.Time.CreateTimer(_ => Collect(byAge: true), null, quantum, quantum);
    }

    internal void Stop() => timer?.Dispose();

    /// <summary>Another activation was added.</summary>
    internal void Entered(int count)
    {
        if (count > Volatile.Read(ref trimAbove) && Volatile.Read(ref collecting) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static self => self.Collect(byAge: false), this, preferLocal: false);
        }
    }

    private void Collect(bool byAge)
    {
        if (Interlocked.Exchange(ref collecting, 1) == 1)
        {
            return;
        }

        try
        {
            var all = directory.Snapshot();
            var now = engine.Time.GetTimestamp();
            if (byAge)
            {
                CollectOld(all, now);
            }

            Trim(all, now);
        }
        finally
        {
            Volatile.Write(ref collecting, 0);
        }
    }

    private void CollectOld(List<Activation> all, long now)
    {
        var frequency = engine.Time.TimestampFrequency;
        foreach (var activation in all)
        {
            var age = activation.Class.CollectionAge;
            if (age != Timeout.InfiniteTimeSpan)
            {
                activation.TryCollect(now - (long)(age.TotalSeconds * frequency), now, "It was idle");
            }
        }
    }

    private void Trim(List<Activation> all, long now)
    {
        var staying = all.Count(activation => !activation.IsEnding);
        if (staying > bound)
        {
            // A tenth below the bound, so that the next activation doesn't start all over again.
            var target = bound - bound / 10;
            var oldestFirst = all.Where(each => each.Class.CollectionAge != Timeout.InfiniteTimeSpan)
                .Select(each => (Activation: each, each.LastUsedAt)).OrderBy(each => each.LastUsedAt);
            foreach (var (activation, _) in oldestFirst)
            {
                if (staying <= target)
                {
                    break;
                }

                staying -= activation.TryCollect(long.MaxValue, now, "There are too many activations") ? 1 : 0;
            }
        }

        // When all are busy, looking again at every new one would take all the time there is.
        Volatile.Write(ref trimAbove, Math.Max(bound, staying + bound / 20));
    }
}
