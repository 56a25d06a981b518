using System.Threading.Channels;

namespace Instagram.Media.Images;

/// <summary>
/// A fixed number of threads behind a queue of fixed length. A caller who finds the queue full waits for room: work
/// is never dropped. The work runs at low priority, so that requests stay fast whatever is uploaded.
/// </summary>
internal sealed class ImageWorkers : IAsyncDisposable
{
    private readonly Channel<IImageJob> queue;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private volatile bool stopping;

    internal ImageWorkers(int workers, int queueLimit)
    {
        queue = Channel.CreateBounded<IImageJob>(
            new BoundedChannelOptions(queueLimit) { FullMode = BoundedChannelFullMode.Wait });
        running = workers;
        for (var i = 0; i < workers; i++)
        {
            new Thread(Attend) { IsBackground = true, Name = "images-attendant" }.Start();
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

    // The attendant of one background thread: it fetches, publishes, and sleeps meanwhile.
    private void Attend()
    {
        using (var background = new BackgroundThread("images"))
        {
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (queue.Reader.TryRead(out var job))
                {
                    if (stopping)
                    {
                        job.Abandon();
                        continue;
                    }
                    background.Run(job.Run);
                    job.Publish();
                }
            }
        }
        if (Interlocked.Decrement(ref running) == 0)
        {
            stopped.SetResult();
        }
    }
}
