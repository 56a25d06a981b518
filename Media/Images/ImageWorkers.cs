using System.Threading.Channels;

namespace Instagram.Media.Images;

/// <summary>
/// A fixed number of threads, each with a child process of its own, behind a queue of fixed length. A caller who finds
/// the queue full waits for room: work is never dropped.
/// </summary>
internal sealed class ImageWorkers : IAsyncDisposable
{
    private readonly Channel<IImageJob> queue;
    private readonly Func<ImageChild> hire;
    private readonly TimeSpan idle;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private volatile bool stopping;

    /// <summary>A child that had nothing to do for <paramref name="idle"/> is sent away until there is work.</summary>
    internal ImageWorkers(int workers, int queueLimit, TimeSpan idle, Func<ImageChild> hire)
    {
        queue = Channel.CreateBounded<IImageJob>(
            new BoundedChannelOptions(queueLimit) { FullMode = BoundedChannelFullMode.Wait });
        this.hire = hire;
        this.idle = idle;
        running = workers;
        for (var i = 0; i < workers; i++)
        {
            new Thread(Attend) { IsBackground = true, Name = "images" }.Start();
        }
    }

    /// <summary>Jobs that wait for a thread.</summary>
    internal int Queued => queue.Reader.Count;

    /// <summary>
    /// Completes when the work is done, or is cancelled: before it starts at once, later when the work has ended. So
    /// nothing that the work reads is touched after the task has ended.
    /// </summary>
    internal async Task<T> Run<T>(Func<ImageChild, T> work, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(stopping, typeof(ImagePipeline));
        var job = new ImageJob<T>(work, cancellation);
        try
        {
            await queue.Writer.WriteAsync(job, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(ImagePipeline));
        }
        await using var registration = cancellation.UnsafeRegister(static state => ((ImageJob<T>)state!).Cancel(), job);
        return await job.Result;
    }

    /// <summary>Ends after the pictures in work; those that only waited fail as disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        stopping = true;
        queue.Writer.TryComplete();
        await stopped.Task;
    }

    // The kernel kills a child when the thread that started it ends (see RenderProcess), so the thread is the worker's.
    private void Attend()
    {
        using (var child = hire())
        {
            while (WaitForWork(child))
            {
                while (queue.Reader.TryRead(out var job))
                {
                    if (stopping)
                    {
                        job.Abandon();
                        continue;
                    }
                    job.Run(child);
                }
            }
        }
        if (Interlocked.Decrement(ref running) == 0)
        {
            stopped.SetResult();
        }
    }

    private bool WaitForWork(ImageChild child)
    {
        var work = queue.Reader.WaitToReadAsync().AsTask();
        if (!work.Wait(idle))
        {
            child.SendAway();
        }
        return work.GetAwaiter().GetResult();
    }
}
