namespace Instagram.Media.Images;

/// <summary>Turns uploaded files into variants on its own few threads.</summary>
public sealed class ImagePipeline : IDisposable, IAsyncDisposable
{
    public ImagePipeline(ImageOptions options) => options.Validate();

    /// <summary>Renders every variant of an uploaded file, or says why it is no picture.</summary>
    public Task<ImageOutcome> Process(ReadOnlyMemory<byte> original, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>A WebP variant as JPEG, transparency on white; null when the file is damaged.</summary>
    public Task<byte[]?> ToJpeg(ReadOnlyMemory<byte> webp, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Raw RGB, three bytes a pixel, row after row, as a JPEG file; on the caller's thread.</summary>
    public static byte[] EncodeJpeg(ReadOnlySpan<byte> rgb, int width, int height, int quality) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
