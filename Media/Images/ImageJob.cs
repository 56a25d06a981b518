namespace Instagram.Media.Images;

internal interface IImageJob
{
    void Run(ImageChild child);

    void Abandon();
}

/// <summary>One piece of work; it either starts or is called off, never both.</summary>
internal sealed class ImageJob<T>(Func<ImageChild, T> work, CancellationToken cancellation) : IImageJob
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // the one who swaps it out for null decides; a cancelled job thereby lets go of its bytes while still queued
    private Func<ImageChild, T>? pending = work;

    internal Task<T> Result => completion.Task;

    public void Run(ImageChild child)
    {
        if (Interlocked.Exchange(ref pending, null) is not { } start)
        {
            return;
        }
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var result = start(child);
            cancellation.ThrowIfCancellationRequested();
            completion.SetResult(result);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            completion.SetCanceled(cancellation);
        }
#pragma warning disable CA1031 // whatever it is belongs to the caller, and the thread must live on
        catch (Exception failure)
#pragma warning restore CA1031
        {
            completion.SetException(failure);
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
