using System.Threading.Channels;
using Instagram.Media.Vips;

namespace Instagram.Media.Images;

/// <summary>
/// A fixed number of threads behind a queue of fixed length. A caller who finds the queue full waits for room: work
/// is never dropped. The threads are nice to the rest of the process, see <see cref="BackgroundPriority"/>.
/// </summary>
internal sealed class ImageWorkers : IAsyncDisposable
{
    private readonly Channel<IImageJob> queue;
    private readonly Thread[] threads;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private volatile bool stopping;

    internal ImageWorkers(int workers, int queueLimit)
    {
        queue = Channel.CreateBounded<IImageJob>(
            new BoundedChannelOptions(queueLimit) { FullMode = BoundedChannelFullMode.Wait });
        running = workers;
        threads = new Thread[workers];
        for (var i = 0; i < workers; i++)
        {
            threads[i] = new Thread(Work) { IsBackground = true, Name = $"images-{i}" };
            threads[i].Start();
        }
    }

    /// <summary>Jobs that wait for a thread.</summary>
    internal int Queued => queue.Reader.Count;

    /// <summary>
    /// Completes when the work is done, or is cancelled: before it starts at once, later when the work looks at its
    /// token. So nothing that the work reads is touched after the task has ended.
    /// </summary>
    internal async Task<T> Run<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
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

    private void Work()
    {
        BackgroundPriority.TakeOnThisThread();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (queue.Reader.TryRead(out var job))
            {
                if (stopping)
                {
                    job.Abandon();
                }
                else
                {
                    job.Run();
                }
            }
        }
        if (VipsRuntime.Check() is null)
        {
            // libvips keeps buffers for each thread that it has seen
            VipsNative.ShutdownThread();
        }
        if (Interlocked.Decrement(ref running) == 0)
        {
            stopped.SetResult();
        }
    }
}
