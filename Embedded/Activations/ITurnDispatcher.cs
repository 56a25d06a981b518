namespace Instagram.Embedded.Activations;

/// <summary>Finds a thread for activations that have work. A seeded one makes a test's order repeatable.</summary>
internal interface ITurnDispatcher
{
    /// <summary>Items that one activation runs before others get the thread.</summary>
    int ItemsPerDispatch { get; }

    void Dispatch(IThreadPoolWorkItem turns);
}

internal sealed class ThreadPoolDispatcher : ITurnDispatcher
{
    public int ItemsPerDispatch => 64;

    // Without the execution context: whose call woke the activation must not leak into its turns.
    public void Dispatch(IThreadPoolWorkItem turns)
    {
        if (!CallersThread.TryTake(turns))
        {
            ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: true);
        }
    }
}
