using System.Globalization;
using Instagram.Storage.Objects;

namespace Instagram.Tests.Support;

/// <summary>
/// One S3 server for the whole test run, started by the first test that needs it. Every caller gets a bucket of its
/// own.
/// </summary>
public static class TestS3
{
    private static readonly Lazy<Task<RgwServer>> Server = new(() => RgwServer.Start());
    private static int _buckets;

    public static Task<RgwServer> Shared => Server.Value;

    /// <summary>Not made yet: whoever starts with these settings makes it.</summary>
    public static async Task<S3ObjectOptions> NewBucket() => Bucket(await Server.Value);

    public static S3ObjectOptions Bucket(RgwServer server) => new()
    {
        Bucket = string.Create(CultureInfo.InvariantCulture, $"test-{Interlocked.Increment(ref _buckets)}"),
        Endpoint = server.Endpoint, AccessKey = RgwServer.AccessKey, SecretKey = RgwServer.SecretKey,
    };

    /// <summary>For the command line of a product.</summary>
    public static string[] Settings(this S3ObjectOptions options) =>
    [
        $"{S3ObjectOptions.Section}:Bucket={options.Bucket}", $"{S3ObjectOptions.Section}:Endpoint={options.Endpoint}",
        $"{S3ObjectOptions.Section}:AccessKey={options.AccessKey}",
        $"{S3ObjectOptions.Section}:SecretKey={options.SecretKey}",
    ];
}
