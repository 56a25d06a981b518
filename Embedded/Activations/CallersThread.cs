using System.Runtime.CompilerServices;

namespace Instagram.Embedded.Activations;

/// <summary>
/// The turn that a call begins in an activation with nothing to do is run by the thread that calls, before the caller
/// goes on: to wake another thread for it, and that one the caller again, takes longer than most turns. Only so deep,
/// and only through the dispatcher that asks for it.
/// </summary>
internal static class CallersThread
{
    /// <summary>Turns of callers that may be under way on one thread, the first one's not counted.</summary>
    private const int Deepest = 3;

    [ThreadStatic]
    private static int depth;

    [ThreadStatic]
    private static bool isOpen;

    [ThreadStatic]
    private static TurnScheduler? taken;

    /// <summary>
    /// From here to <see cref="Close"/> this thread takes the turns of one activation. False when it may not.
    /// </summary>
    internal static bool Open()
    {
        if (isOpen || depth == Deepest || ExecutionContext.IsFlowSuppressed())
        {
            return false;
        }

        return isOpen = true;
    }

    /// <summary>False when the turns need a thread of their own.</summary>
    internal static bool TryTake(IThreadPoolWorkItem turns)
    {
        if (!isOpen || taken is not null)
        {
            return false;
        }

        taken = turns as TurnScheduler;
        return taken is not null;
    }

    /// <summary>Runs what was taken. Outside of all locks.</summary>
    internal static void Close()
    {
        isOpen = false;
        if (taken is not { } turns)
        {
            return;
        }

        taken = null;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: true);
            return;
        }

        depth++;
        try
        {
            turns.RunHere();
        }
        finally
        {
            depth--;
        }
    }
}
