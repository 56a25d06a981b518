namespace Instagram.Media.Images;

internal interface IImageJob
{
    /// <summary>Does the work and keeps its outcome; completes nothing, see <see cref="BackgroundThread"/>.</summary>
    void Run();

    /// <summary>Hands the outcome to whoever waits.</summary>
    void Publish();

    void Abandon();
}

/// <summary>One piece of work; it either starts or is called off, never both.</summary>
internal sealed class ImageJob<T>(Func<CancellationToken, T> work, CancellationToken cancellation) : IImageJob
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // the one who swaps it out for null decides; a cancelled job thereby lets go of its bytes while still queued
    private Func<CancellationToken, T>? pending = work;
    private Task<T>? outcome;

    internal Task<T> Result => completion.Task;

    public void Run()
    {
        if (Interlocked.Exchange(ref pending, null) is not { } start)
        {
            return;
        }
        try
        {
            cancellation.ThrowIfCancellationRequested();
            outcome = Task.FromResult(start(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            outcome = Task.FromCanceled<T>(cancellation);
        }
#pragma warning disable CA1031 // whatever it is belongs to the caller, and the thread must live on
        catch (Exception failure)
#pragma warning restore CA1031
        {
            outcome = Task.FromException<T>(failure);
        }
    }

    public void Publish()
    {
        if (outcome is not null)
        {
            completion.SetFromTask(outcome);
        }
    }

    public void Abandon()
    {
        if (Interlocked.Exchange(ref pending, null) is not null)
        {
            completion.SetException(new ObjectDisposedException(nameof(ImagePipeline)));
        }
    }

    internal void Cancel()
    {
        if (Interlocked.Exchange(ref pending, null) is not null)
        {
            completion.SetCanceled(cancellation);
        }
    }
}
