using System.Security.Cryptography;
using Amazon.S3;
using Instagram.Storage.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Storage;

/// <summary>In a bucket that is shared, each test under a prefix of its own.</summary>
[NeedsS3]
public sealed class S3ObjectStoreTests : ObjectStoreContract, IAsyncLifetime
{
    private static readonly HttpClient Client = new();
    private static readonly Lazy<Task<S3ObjectOptions>> Shared = new(MakeBucket);
    private static int _tests;

    private ObjectBucket _bucket = null!;

    protected override IObjectStore Store => new S3ObjectStore(_bucket);

    public async Task InitializeAsync()
    {
        var shared = await Shared.Value;
        _bucket = new ObjectBucket(
            new S3ObjectOptions
            {
                Bucket = shared.Bucket, Endpoint = shared.Endpoint,
                AccessKey = shared.AccessKey, SecretKey = shared.SecretKey,
                Prefix = $"test-{Interlocked.Increment(ref _tests)}/",
            },
            TimeProvider.System);
    }

    public Task DisposeAsync()
    {
        _bucket.Dispose();
        return Task.CompletedTask;
    }

    protected override async Task<bool> Send(PresignedPut put, byte[] bytes)
    {
        using var response = await Client.Upload(put, bytes);
        return response.IsSuccessStatusCode;
    }

    private static async Task<S3ObjectOptions> MakeBucket()
    {
        var options = await TestS3.NewBucket();
        using var bucket = new ObjectBucket(options, TimeProvider.System);
        await new S3Start(bucket, NullLogger<S3Start>.Instance).StartAsync(CancellationToken.None);
        return options;
    }

    [S3Fact]
    public async Task A_large_object_is_read_from_anywhere_and_on()
    {
        var large = RandomNumberGenerator.GetBytes(5_000_001);
        await Store.Put("large", large, "video/mp4");
        await using var stream = (await Store.OpenRead("large"))!;

        foreach (var (from, count) in new[] { (0, 10), (1_048_000, 2_000_000), (4_999_999, 2), (3, 3), (2_000_000, 1) })
        {
            var part = new byte[count];
            stream.Position = from;
            await stream.ReadExactlyAsync(part);
            Assert.Equal(large[from..(from + count)], part);
        }
        stream.Position = large.Length;
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
    }

    [S3Fact]
    public async Task What_others_keep_in_the_bucket_is_not_seen()
    {
        await _bucket.Ask(
            s3 => s3.PutObjectAsync(new() { BucketName = _bucket.Name, Key = "Not ours", ContentBody = "?" }), default);
        await Store.Put("media/1", new byte[] { 1 }, "image/webp");

        Assert.Equal("media/1", Assert.Single(await Store.List("").ToListAsync()).Key);
        var stored = await _bucket.Ask(
            s3 => s3.GetObjectMetadataAsync(_bucket.Name, $"{_bucket.Options.Prefix}media/1"), default);
        Assert.Equal("image/webp", stored.Headers.ContentType);
    }

    [S3Fact]
    public async Task Nothing_is_read_without_the_key()
    {
        await Store.Put("media/1", new byte[] { 1 }, "image/webp");

        using var response = await Client.GetAsync(
            new Uri($"{_bucket.Options.Endpoint}/{_bucket.Name}/{_bucket.Options.Prefix}media/1"));

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
    }
}
