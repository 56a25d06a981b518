using System.Buffers;

namespace Instagram.ApiHost.Leaving;

/// <summary>
/// The end of an entry of an archive is written synchronously, which an answer does not allow. Such writes are held
/// back until the next asynchronous one, which passes them on first. They are the last few bytes of a compressed file;
/// more than <see cref="MaxHeldBack"/> would be a file held in memory, and is refused.
/// </summary>
internal sealed class HeldBackStream(Stream output) : Stream
{
    private const int MaxHeldBack = 256 * 1024;

    private readonly ArrayBufferWriter<byte> _heldBack = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_heldBack.WrittenCount + buffer.Length > MaxHeldBack)
        {
            throw new InvalidOperationException("More was written synchronously than the end of an entry.");
        }
        _heldBack.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await PassOn(cancellationToken);
        await output.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await PassOn(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    /// <summary>There is nothing that must arrive before the next asynchronous write.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask PassOn(CancellationToken ct)
    {
        if (_heldBack.WrittenCount > 0)
        {
            await output.WriteAsync(_heldBack.WrittenMemory, ct);
            _heldBack.ResetWrittenCount();
        }
    }
}
