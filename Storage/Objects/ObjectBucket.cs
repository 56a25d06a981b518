using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Instagram.Storage.Objects;

/// <summary>The bucket as this process reaches it, and as clients do with the addresses that are signed here.</summary>
internal sealed class ObjectBucket : IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly AmazonS3Client _signer;
    private readonly Protocol _protocol;
    private readonly TimeProvider _time;

    public ObjectBucket(S3ObjectOptions options, TimeProvider time)
    {
        _time = time;
        Options = options;
        Endpoint = options.Endpoint ?? $"the region {options.Region} of Amazon S3";
        _client = Connect(options, options.Endpoint);
        _signer = Connect(options, options.PublicEndpoint ?? options.Endpoint);
        var isPlain = (options.PublicEndpoint ?? options.Endpoint)?.StartsWith("http:", StringComparison.Ordinal);
        _protocol = isPlain == true ? Protocol.HTTP : Protocol.HTTPS;
        UploadOrigin = OriginOfUploads(options);
    }

    public S3ObjectOptions Options { get; }

    /// <summary>For messages.</summary>
    public string Endpoint { get; }

    public string Name => Options.Bucket;

    /// <summary>Scheme, host and port of every upload address.</summary>
    public string UploadOrigin { get; }

    public TimeSpan Patience => TimeSpan.FromSeconds(Options.TimeoutSeconds);

    public string PathOf(string key)
    {
        ObjectKey.Validate(key);
        return Options.Prefix + key;
    }

    /// <summary>
    /// Throws <see cref="AmazonS3Exception"/> for an answer about what was asked for (it is not there, or not so),
    /// <see cref="ObjectStoreException"/> for everything else.
    /// </summary>
    public async Task<T> Ask<T>(Func<IAmazonS3, Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            return await question(_client);
        }
        catch (Exception failure) when (IsOutage(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(failure);
        }
    }

    /// <summary>
    /// Everything that <paramref name="headers"/> say is signed, and the length, which a client's HTTP sends by itself.
    /// </summary>
    public async ValueTask<PresignedPut> Presign(
        string key, long byteSize, IReadOnlyDictionary<string, string> headers, TimeSpan lifetime,
        Action<GetPreSignedUrlRequest>? more = null)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((_time.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        var request = new GetPreSignedUrlRequest
        {
            BucketName = Name, Key = PathOf(key), Verb = HttpVerb.PUT, Protocol = _protocol,
            Expires = expiresAt.UtcDateTime,
        };
        request.Headers["Content-Length"] = byteSize.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }
        more?.Invoke(request);
        try
        {
            return new PresignedPut("PUT", await _signer.GetPreSignedURLAsync(request), headers, expiresAt);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            throw Unavailable(failure);
        }
    }

    public static bool IsOutage(Exception failure) => failure switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => true,
        AmazonS3Exception answer => answer.StatusCode is not (
            HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed
            or HttpStatusCode.RequestedRangeNotSatisfiable),
        _ => failure is AmazonServiceException or AmazonClientException or HttpRequestException or IOException
            or TimeoutException or OperationCanceledException,
    };

    public ObjectStoreException Unavailable(Exception failure) =>
        new($"The object store at {Endpoint} cannot be used: {Reason(failure)}", failure);

    public static string Reason(Exception failure) => failure switch
    {
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"it answers {code}.",
        OperationCanceledException or TimeoutException => "it does not answer in time.",
        _ => failure.GetBaseException().Message,
    };

    public void Dispose()
    {
        _client.Dispose();
        _signer.Dispose();
    }

    private static AmazonS3Client Connect(S3ObjectOptions options, string? endpoint)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle ?? options.Endpoint is not null,
            // Checksums of its own invention are refused by stores that are not Amazon's.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = options.Retries,
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            MaxConnectionsPerServer = options.MaxConnections,
        };
        if (endpoint is null)
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }
        else
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = options.Region;
        }
        return options.AccessKey is { Length: > 0 } accessKey
            ? new AmazonS3Client(new BasicAWSCredentials(accessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }

    /// <summary>The same for every address: the SDK puts it together of endpoint, region, bucket and style.</summary>
    private string OriginOfUploads(S3ObjectOptions options)
    {
        using var anyone = new AmazonS3Client(new BasicAWSCredentials("any", "any"), (AmazonS3Config)_signer.Config);
        var address = anyone.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = options.Bucket, Key = "any", Verb = HttpVerb.PUT, Protocol = _protocol,
            Expires = _time.GetUtcNow().UtcDateTime.AddMinutes(1),
        });
        return new Uri(address).GetLeftPart(UriPartial.Authority);
    }
}
