using Instagram.Media.Vips;

namespace Instagram.Media.Images;

/// <summary>
/// A thread of low priority that runs one thing at a time for a caller that waits. It must never start another
/// thread of the runtime: on Linux a thread inherits the niceness of its starter and cannot lose it again, so a thread
/// pool that grows from here would answer requests at low priority for ever. Completing a task may grow the pool;
/// hence the results are published by the caller, and the hand-over uses semaphores that only ever wake.
/// </summary>
internal sealed class BackgroundThread : IDisposable
{
    private readonly SemaphoreSlim handedOver = new(0);
    private readonly SemaphoreSlim done = new(0);
    private readonly Thread thread;
    private Action? work;

    internal BackgroundThread(string name)
    {
        thread = new Thread(Loop) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Blocks until the work is done. The work keeps its failures to itself.</summary>
    internal void Run(Action todo)
    {
        work = todo;
        handedOver.Release();
        done.Wait();
    }

    public void Dispose()
    {
        work = null;
        handedOver.Release();
        thread.Join();
        handedOver.Dispose();
        done.Dispose();
    }

    private void Loop()
    {
        BackgroundPriority.TakeOnThisThread();
        for (handedOver.Wait(); work is { } todo; handedOver.Wait())
        {
            todo();
            done.Release();
        }
        if (VipsRuntime.Check() is null)
        {
            // libvips keeps buffers for each thread that it has seen
            VipsNative.ShutdownThread();
        }
    }
}
