using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Instagram.Storage.Objects;

/// <summary>
/// Before anything is served: the bucket answers to this server's key, is there, shut to everyone else, open to uploads
/// from the web client, and removes what is left behind.
/// </summary>
internal sealed partial class S3Start(ObjectBucket bucket, ILogger<S3Start> logger) : IHostedService
{
    private static readonly HashSet<string> WrongKey =
        ["InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Require(cancellationToken);
        if (bucket.Options.SetUpBucket)
        {
            await Try("public access block", s3 => S3Rules.ShutOut(s3, bucket, cancellationToken), cancellationToken);
            await Try(
                "cross-origin rules", s3 => S3Rules.AllowUploads(s3, bucket, cancellationToken), cancellationToken);
            await Try("lifecycle rules", s3 => S3Rules.SetLifecycle(s3, bucket, cancellationToken), cancellationToken);
        }
        LogReady(logger, bucket.Name, bucket.Endpoint, bucket.UploadOrigin);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Require(CancellationToken cancellationToken)
    {
        try
        {
            // A list names the cause of a refusal, which HEAD has no body for.
            var request = new ListObjectsV2Request { BucketName = bucket.Name, MaxKeys = 1 };
            await bucket.Ask(s3 => s3.ListObjectsV2Async(request, cancellationToken), cancellationToken);
        }
        catch (Exception failure) when (CodeOf(failure) == "NoSuchBucket")
        {
            await Create(cancellationToken);
        }
        catch (Exception failure) when (CodeOf(failure) is { } code && WrongKey.Contains(code))
        {
            throw new ObjectStoreException(
                $"The object store at {bucket.Endpoint} refuses the key ({code}): "
                + $"check {S3ObjectOptions.Section}:AccessKey and SecretKey.", failure);
        }
        catch (Exception failure) when (CodeOf(failure) == "AccessDenied")
        {
            throw new ObjectStoreException(
                $"The object store at {bucket.Endpoint} does not let this key into the bucket '{bucket.Name}'.",
                failure);
        }
    }

    private async Task Create(CancellationToken cancellationToken)
    {
        if (!bucket.Options.SetUpBucket)
        {
            throw new ObjectStoreException(
                $"There is no bucket '{bucket.Name}' at {bucket.Endpoint}: create it, or correct "
                + $"{S3ObjectOptions.Section}:Bucket.");
        }
        try
        {
            var request = new PutBucketRequest { BucketName = bucket.Name, UseClientRegion = true };
            await bucket.Ask(s3 => s3.PutBucketAsync(request, cancellationToken), cancellationToken);
            LogCreated(logger, bucket.Name, bucket.Endpoint);
        }
        catch (Exception failure) when (CodeOf(failure) == "BucketAlreadyOwnedByYou")
        {
            // Another host was first.
        }
        catch (Exception failure) when (CodeOf(failure) is { } code)
        {
            throw new ObjectStoreException(
                $"The bucket '{bucket.Name}' cannot be created at {bucket.Endpoint} ({code}).", failure);
        }
    }

    /// <summary>
    /// What a store does not offer, or the key may not do, keeps nothing from being served; who runs it is told.
    /// </summary>
    private async Task Try(string what, Func<IAmazonS3, Task<bool>> set, CancellationToken cancellationToken)
    {
        try
        {
            await bucket.Ask(set, cancellationToken);
        }
        catch (Exception failure) when (CodeOf(failure) is { } code)
        {
            LogNotSet(logger, what, bucket.Name, code);
        }
    }

    private static string? CodeOf(Exception failure) =>
        (failure as AmazonServiceException ?? failure.InnerException as AmazonServiceException)?.ErrorCode
            is { Length: > 0 } code ? code : null;

    [LoggerMessage(LogLevel.Information, "Objects are kept in bucket {Bucket} at {Endpoint}; uploads go to {Origin}.")]
    private static partial void LogReady(ILogger logger, string bucket, string endpoint, string origin);

    [LoggerMessage(LogLevel.Warning, "Bucket {Bucket} was not there; it was created at {Endpoint}.")]
    private static partial void LogCreated(ILogger logger, string bucket, string endpoint);

    [LoggerMessage(LogLevel.Warning,
        "The {What} of bucket {Bucket} could not be set ({Code}): set them by hand, and ObjectStore:S3:SetUpBucket to "
        + "false.")]
    private static partial void LogNotSet(ILogger logger, string what, string bucket, string code);
}
