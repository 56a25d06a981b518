using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Instagram.Storage.Objects;

/// <summary>
/// An object, read in stretches: the first one after opening or seeking is short, so that a reader who wanted only its
/// length or a range of it costs little and leaves a connection that can be used again; then comes the rest in one.
/// </summary>
internal sealed class S3ReadStream : Stream
{
    private const long FirstBytes = 1024 * 1024;

    private readonly ObjectBucket _bucket;
    private readonly string _path;
    private readonly string _version;

    private GetObjectResponse? _stretch;
    private long _stretchAt;
    private long _position;

    private S3ReadStream(ObjectBucket bucket, string path, GetObjectResponse first, long length)
    {
        (_bucket, _path, _version, _stretch, Length) = (bucket, path, first.ETag, first, length);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public static async Task<Stream?> Open(ObjectBucket bucket, string path, CancellationToken cancellationToken)
    {
        try
        {
            var first = await Get(bucket, path, null, 0, FirstBytes - 1, cancellationToken);
            return new S3ReadStream(bucket, path, first, WholeLength(first));
        }
        catch (AmazonS3Exception empty) when (empty.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing has no first byte.
            return Null;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }
        if (_stretchAt != _position)
        {
            await Continue(FirstBytes, cancellationToken);
        }
        var read = _stretch is null ? 0 : await ReadBlock(buffer, cancellationToken);
        if (read == 0)
        {
            await Continue(Length, cancellationToken);
            read = await ReadBlock(buffer, cancellationToken);
        }
        if (read == 0)
        {
            throw new ObjectStoreException($"The object store at {_bucket.Endpoint} broke off an object.");
        }
        _position += read;
        _stretchAt = _position;
        return read;
    }

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("What comes from the network is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("An object is written once.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An object is written once.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close(ref _stretch);
        }
        base.Dispose(disposing);
    }

    private async Task Continue(long most, CancellationToken cancellationToken)
    {
        Close(ref _stretch);
        try
        {
            var last = Math.Min(most, Length - _position) + _position - 1;
            _stretch = await Get(_bucket, _path, _version, _position, last, cancellationToken);
            _stretchAt = _position;
        }
        catch (AmazonS3Exception gone)
        {
            throw new ObjectStoreException("An object was removed while it was read.", gone);
        }
    }

    /// <summary>A store that falls silent in the middle must not hold a reader for ever.</summary>
    private async ValueTask<int> ReadBlock(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_bucket.Patience);
        try
        {
            return await _stretch!.ResponseStream.ReadAsync(buffer, patience.Token);
        }
        catch (Exception failure) when (ObjectBucket.IsOutage(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw _bucket.Unavailable(failure);
        }
    }

    private static Task<GetObjectResponse> Get(
        ObjectBucket bucket, string path, string? version, long first, long last, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest
        {
            BucketName = bucket.Name, Key = path, EtagToMatch = version, ByteRange = new ByteRange(first, last),
        };
        return bucket.Ask(s3 => s3.GetObjectAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Of <c>bytes 0-9/100</c>; a store that ignores ranges sends everything.</summary>
    private static long WholeLength(GetObjectResponse first) =>
        first.ContentRange is { } range
        && long.TryParse(
            range.AsSpan(range.IndexOf('/', StringComparison.Ordinal) + 1),
            System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var whole)
            ? whole
            : first.ContentLength;

    private static void Close(ref GetObjectResponse? stretch)
    {
        stretch?.Dispose();
        stretch = null;
    }
}
