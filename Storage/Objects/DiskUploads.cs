using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Instagram.Storage.Objects;

/// <summary>The receiving end of the upload URLs that <see cref="DiskObjectStore"/> signs.</summary>
public sealed partial class DiskUploads(
    DiskObjectStore store, DiskObjectOptions options, ILogger<DiskUploads> logger, TimeProvider time)
{
    private const int BlockBytes = 128 * 1024;

    /// <summary>
    /// Streams <paramref name="body"/> into the object. Whatever happens on the way, also an exception of the body's
    /// own when its client goes away, either the whole object is there or nothing.
    /// </summary>
    public async Task<ReceiveOutcome> Receive(
        string key,
        PutQuery query,
        string? contentType,
        long? contentLength,
        Stream body,
        CancellationToken cancellationToken = default)
    {
        if (!ObjectKey.IsValid(key) || store.Signer.Verify(key, query) is not var (terms, expiresAt))
        {
            return ReceiveOutcome.BadSignature;
        }
        if (time.GetUtcNow() >= expiresAt)
        {
            return ReceiveOutcome.Expired;
        }
        if (!string.Equals(contentType, terms.ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return ReceiveOutcome.WrongType;
        }
        if (contentLength is { } length && length != terms.ByteSize)
        {
            return ReceiveOutcome.WrongSize;
        }
        var target = store.Layout.PathOf(key);
        if (File.Exists(target))
        {
            return ReceiveOutcome.AlreadyThere;
        }
        return await Take(
            key, terms.ByteSize, terms.Sha256Hex, body,
            async unfinished => await unfinished.Publish(target, time.GetUtcNow())
                ? ReceiveOutcome.Stored
                : ReceiveOutcome.AlreadyThere,
            cancellationToken);
    }

    /// <summary>
    /// The same for a part, except that one that comes again replaces the one before, in one step.
    /// </summary>
    public async Task<ReceiveOutcome> ReceivePart(
        string key, PartQuery query, long? contentLength, Stream body, CancellationToken cancellationToken = default)
    {
        if (!ObjectKey.IsValid(key) || store.Signer.Verify(key, query) is not var (terms, expiresAt))
        {
            return ReceiveOutcome.BadSignature;
        }
        if (time.GetUtcNow() >= expiresAt)
        {
            return ReceiveOutcome.Expired;
        }
        if (contentLength is { } length && length != terms.ByteSize)
        {
            return ReceiveOutcome.WrongSize;
        }
        if (store.Parts.PlaceOf(key, terms) is not { } place)
        {
            return ReceiveOutcome.UploadOver;
        }
        try
        {
            return await Take(
                key, terms.ByteSize, null, body,
                async unfinished =>
                {
                    await unfinished.Replace(place);
                    return ReceiveOutcome.Stored;
                },
                cancellationToken);
        }
        catch (DirectoryNotFoundException)
        {
            store.Layout.Require();
            return ReceiveOutcome.UploadOver;
        }
    }

    private async Task<ReceiveOutcome> Take(
        string key, long byteSize, string? sha256Hex, Stream body,
        Func<UnfinishedObject, Task<ReceiveOutcome>> keep, CancellationToken cancellationToken)
    {
        if (FreeBytes() - byteSize < options.ReservedMegabytes * 1024L * 1024)
        {
            LogNoSpace(key, byteSize);
            return ReceiveOutcome.NoSpace;
        }
        try
        {
            await using var unfinished = new UnfinishedObject(store.Layout);
            return await Fill(unfinished.Content, body, byteSize, sha256Hex, cancellationToken)
                ?? await keep(unfinished);
        }
        catch (IOException full) when (UnfinishedObject.IsFull(full))
        {
            LogNoSpace(key, byteSize);
            return ReceiveOutcome.NoSpace;
        }
    }

    /// <summary>Removes what a crash left of uploads; returns how many there were.</summary>
    public int SweepUnfinished()
    {
        var oldest = time.GetUtcNow().UtcDateTime.AddHours(-options.UnfinishedUploadHours);
        var stale = new DirectoryInfo(store.Layout.Unfinished).EnumerateFileSystemInfos()
            .Where(left => left.LastWriteTimeUtc < oldest)
            .ToList();
        foreach (var left in stale)
        {
            // A directory is an upload in parts that was over when its removal broke off.
            if (left is DirectoryInfo directory)
            {
                directory.Delete(recursive: true);
            }
            else
            {
                left.Delete();
            }
        }
        return stale.Count;
    }

    /// <summary>Null when the body is exactly what was signed.</summary>
    private static async Task<ReceiveOutcome?> Fill(
        Stream file, Stream body, long byteSize, string? sha256Hex, CancellationToken cancellationToken)
    {
        using var hash = sha256Hex is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            var received = 0L;
            int read;
            while ((read = await body.ReadAtLeastAsync(block, BlockBytes, false, cancellationToken)) > 0)
            {
                received += read;
                if (received > byteSize)
                {
                    return ReceiveOutcome.WrongSize;
                }
                hash?.AppendData(block, 0, read);
                await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }
            if (received != byteSize)
            {
                return ReceiveOutcome.WrongSize;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
        return hash is null
            || string.Equals(
                Convert.ToHexString(hash.GetHashAndReset()), sha256Hex, StringComparison.OrdinalIgnoreCase)
            ? null
            : ReceiveOutcome.ChecksumMismatch;
    }

    private long FreeBytes() => new DriveInfo(store.Layout.Unfinished).AvailableFreeSpace;

    [LoggerMessage(Level = LogLevel.Error, Message = "No space for upload {Key} of {Bytes} bytes")]
    private partial void LogNoSpace(string key, long bytes);
}
