using Instagram.Media.Vips;
using Microsoft.Extensions.Logging;

namespace Instagram.Media.Images;

/// <summary>
/// Turns uploaded files into variants, in a few child processes behind a bounded queue: a file that crashes a decoder
/// costs a child, never this process. One for the process. What is wrong with a file is an
/// <see cref="ImageOutcome.Rejected"/>; an exception is wrong with the machine, and trying again makes sense.
/// </summary>
public sealed class ImagePipeline : IDisposable, IAsyncDisposable
{
    private readonly ImageWorkers workers;

    /// <summary>Throws the sentence of <see cref="VipsRuntime.Check()"/> when libvips cannot be used.</summary>
    public ImagePipeline(ImageOptions options, ILogger<ImagePipeline> logger)
        : this(options, logger, RenderProcess.Program)
    {
    }

    internal ImagePipeline(ImageOptions options, ILogger logger, IEnumerable<string> program)
    {
        options.Validate();
        VipsRuntime.EnsureStarted();
        workers = new ImageWorkers(
            options.Workers, options.QueueLimit, TimeSpan.FromSeconds(options.IdleSeconds),
            () => new ImageChild(options, program, logger));
    }

    /// <summary>
    /// Renders every variant of an uploaded file, or says why it is no picture. Waits while the queue is full. The
    /// bytes must not change until the task has ended.
    /// </summary>
    public Task<ImageOutcome> Process(ReadOnlyMemory<byte> original, CancellationToken cancellation) =>
        workers.Run(child => child.Render(original), cancellation);

    /// <summary>A WebP variant as JPEG of the same size, transparency on white; null when it is damaged.</summary>
    public Task<byte[]?> ToJpeg(ReadOnlyMemory<byte> webp, CancellationToken cancellation) =>
        workers.Run(child => child.ToJpeg(webp), cancellation);

    /// <summary>
    /// Raw RGB, three bytes a pixel, row after row, as a JPEG file. Works on the caller's thread, in this process: it
    /// is for drawn pictures of a demo world, not for what strangers sent.
    /// </summary>
    public static byte[] EncodeJpeg(ReadOnlySpan<byte> rgb, int width, int height, int quality)
    {
        using var image = VipsImage.FromPixels(rgb, width, height, bands: 3);
        return VipsSteps.EncodeJpeg(image, quality);
    }

    /// <summary>Blocks until the pictures in work are done; prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => workers.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Ends after the pictures in work; callers that only waited get an ObjectDisposedException.</summary>
    public ValueTask DisposeAsync() => workers.DisposeAsync();
}
