using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace Instagram.Storage.Objects;

/// <summary>
/// Objects in a bucket of S3 or a store that speaks it. "Written once" is the store's <c>If-None-Match: *</c>, which is
/// also signed into the addresses for uploads.
/// </summary>
internal sealed class S3ObjectStore(ObjectBucket bucket) : IObjectStore
{
    private const string IfNoneMatch = "If-None-Match";
    private const string Anything = "*";

    private readonly S3Parts _parts = new(bucket);

    public string? UploadOrigin => bucket.UploadOrigin;

    public ValueTask<PresignedPut> PresignPut(
        string key, PutTerms terms, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        var headers = new Dictionary<string, string>
        {
            ["Content-Type"] = terms.ContentType, [IfNoneMatch] = Anything,
        };
        if (terms.Sha256Hex is { } sha256)
        {
            // Not every store checks it; who completes the upload does.
            headers["x-amz-checksum-sha256"] = Convert.ToBase64String(Convert.FromHexString(sha256));
        }
        return bucket.Presign(key, terms.ByteSize, headers, lifetime);
    }

    public async Task<ObjectInfo?> Head(string key, CancellationToken cancellationToken = default)
    {
        var path = bucket.PathOf(key);
        try
        {
            var found = await bucket.Ask(s3 => s3.GetObjectMetadataAsync(bucket.Name, path, cancellationToken),
                cancellationToken);
            return new ObjectInfo(key, found.ContentLength, S3Times.Of(found.LastModified));
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task Put(
        string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default)
    {
        await using var stream = MemoryMarshal.TryGetArray(content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
        await Put(key, stream, contentType, cancellationToken);
    }

    public async Task Put(
        string key, Stream content, string contentType, CancellationToken cancellationToken = default)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket.Name, Key = bucket.PathOf(key), InputStream = content, ContentType = contentType,
            AutoCloseStream = false, AutoResetStreamPosition = false, IfNoneMatch = Anything,
        };
        try
        {
            await bucket.Ask(s3 => s3.PutObjectAsync(request, cancellationToken), cancellationToken);
        }
        catch (AmazonS3Exception there) when (there.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            // The first one stays.
        }
    }

    public Task<Stream?> OpenRead(string key, CancellationToken cancellationToken = default) =>
        S3ReadStream.Open(bucket, bucket.PathOf(key), cancellationToken);

    public async Task<bool> Copy(string from, string to, CancellationToken cancellationToken = default)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = bucket.Name, SourceKey = bucket.PathOf(from),
            DestinationBucket = bucket.Name, DestinationKey = bucket.PathOf(to),
        };
        if (await Head(from, cancellationToken) is null)
        {
            return false;
        }
        // Not every store copies on a condition. Of two copies at once both may be made: the target's key has the
        // content's hash in it, so they are the same.
        if (await Head(to, cancellationToken) is not null)
        {
            return true;
        }
        try
        {
            await bucket.Ask(s3 => s3.CopyObjectAsync(request, cancellationToken), cancellationToken);
            return true;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public async Task Delete(string key, CancellationToken cancellationToken = default)
    {
        var path = bucket.PathOf(key);
        try
        {
            await bucket.Ask(s3 => s3.DeleteObjectAsync(bucket.Name, path, cancellationToken), cancellationToken);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            // Some stores say so.
        }
    }

    public async IAsyncEnumerable<ObjectInfo> List(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = bucket.Name, Prefix = bucket.Options.Prefix + prefix,
        };
        do
        {
            var page = await bucket.Ask(
                s3 => s3.ListObjectsV2Async(request, cancellationToken), cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                // What is no key of ours lies in a shared bucket, or was put there by hand.
                var key = found.Key[bucket.Options.Prefix.Length..];
                if (ObjectKey.IsValid(key))
                {
                    yield return new ObjectInfo(key, found.Size ?? 0, S3Times.Of(found.LastModified));
                }
            }
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public Task<string> BeginParts(string key, string contentType, CancellationToken cancellationToken = default) =>
        _parts.Begin(key, contentType, cancellationToken);

    public ValueTask<PresignedPut> PresignPart(
        string key, string uploadId, int number, long byteSize, TimeSpan lifetime,
        CancellationToken cancellationToken = default) =>
        _parts.Presign(key, uploadId, number, byteSize, lifetime);

    public Task<IReadOnlyList<ObjectPart>?> ListParts(
        string key, string uploadId, CancellationToken cancellationToken = default) =>
        _parts.List(key, uploadId, cancellationToken);

    public async Task<PartsOutcome> CompleteParts(
        string key, string uploadId, IReadOnlyList<ObjectPart> parts, CancellationToken cancellationToken = default)
    {
        var outcome = await _parts.Check(key, uploadId, parts, cancellationToken);
        if (outcome != PartsOutcome.Completed)
        {
            return outcome;
        }
        if (await Head(key, cancellationToken) is null)
        {
            return await _parts.Complete(key, uploadId, parts, cancellationToken);
        }
        await AbortParts(key, uploadId, cancellationToken);
        return PartsOutcome.Completed;
    }

    public Task AbortParts(string key, string uploadId, CancellationToken cancellationToken = default) =>
        _parts.Abort(key, uploadId, cancellationToken);

    public IAsyncEnumerable<PartsUpload> ListPartsUploads(CancellationToken cancellationToken = default) =>
        _parts.ListUploads(cancellationToken);
}
