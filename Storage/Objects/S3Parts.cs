using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace Instagram.Storage.Objects;

/// <summary>
/// Uploads in parts, as the store has them. What it would refuse is found here first, so that every store refuses the
/// same.
/// </summary>
internal sealed class S3Parts(ObjectBucket bucket)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    public async Task<string> Begin(string key, string contentType, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = bucket.Name, Key = bucket.PathOf(key), ContentType = contentType,
        };
        var begun = await bucket.Ask(
            s3 => s3.InitiateMultipartUploadAsync(request, cancellationToken), cancellationToken);
        return begun.UploadId;
    }

    public ValueTask<PresignedPut> Presign(
        string key, string uploadId, int number, long byteSize, TimeSpan lifetime)
    {
        ObjectParts.ValidateNumber(number);
        return bucket.Presign(key, byteSize, NoHeaders, lifetime, request =>
        {
            request.UploadId = uploadId;
            request.PartNumber = number;
        });
    }

    public async Task<IReadOnlyList<ObjectPart>?> List(
        string key, string uploadId, CancellationToken cancellationToken)
    {
        var request = new ListPartsRequest
        {
            BucketName = bucket.Name, Key = bucket.PathOf(key), UploadId = uploadId,
        };
        var parts = new List<ObjectPart>();
        try
        {
            while (true)
            {
                var page = await bucket.Ask(s3 => s3.ListPartsAsync(request, cancellationToken), cancellationToken);
                parts.AddRange((page.Parts ?? []).Select(part =>
                    new ObjectPart(part.PartNumber ?? 0, part.Size ?? 0, part.ETag)));
                if (page.IsTruncated != true)
                {
                    return parts;
                }
                request.PartNumberMarker = page.NextPartNumberMarker?.ToString(
                    System.Globalization.CultureInfo.InvariantCulture);
            }
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Completed, when these parts would be.</summary>
    public async Task<PartsOutcome> Check(
        string key, string uploadId, IReadOnlyList<ObjectPart> parts, CancellationToken cancellationToken)
    {
        if (await List(key, uploadId, cancellationToken) is not { } there)
        {
            return PartsOutcome.NoSuchUpload;
        }
        if (parts.Count == 0 || !parts.SequenceEqual(there))
        {
            return PartsOutcome.InvalidPart;
        }
        return parts.SkipLast(1).Any(part => part.ByteSize < ObjectParts.MinBytes)
            ? PartsOutcome.TooSmall
            : PartsOutcome.Completed;
    }

    public async Task<PartsOutcome> Complete(
        string key, string uploadId, IReadOnlyList<ObjectPart> parts, CancellationToken cancellationToken)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = bucket.Name, Key = bucket.PathOf(key), UploadId = uploadId,
            PartETags = [.. parts.Select(part => new PartETag(part.Number, part.Tag))],
        };
        try
        {
            await bucket.Ask(s3 => s3.CompleteMultipartUploadAsync(request, cancellationToken), cancellationToken);
            return PartsOutcome.Completed;
        }
        catch (AmazonS3Exception over) when (over.StatusCode == HttpStatusCode.NotFound)
        {
            return PartsOutcome.NoSuchUpload;
        }
    }

    public async Task Abort(string key, string uploadId, CancellationToken cancellationToken)
    {
        var request = new AbortMultipartUploadRequest
        {
            BucketName = bucket.Name, Key = bucket.PathOf(key), UploadId = uploadId,
        };
        try
        {
            await bucket.Ask(s3 => s3.AbortMultipartUploadAsync(request, cancellationToken), cancellationToken);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            // Over already.
        }
    }

    public async IAsyncEnumerable<PartsUpload> ListUploads(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = bucket.Name, Prefix = bucket.Options.Prefix };
        while (true)
        {
            var page = await bucket.Ask(
                s3 => s3.ListMultipartUploadsAsync(request, cancellationToken), cancellationToken);
            foreach (var upload in page.MultipartUploads ?? [])
            {
                yield return new PartsUpload(
                    upload.Key[bucket.Options.Prefix.Length..], upload.UploadId, S3Times.Of(upload.Initiated));
            }
            if (page.IsTruncated != true)
            {
                yield break;
            }
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
    }
}
