using System.Net;
using System.Security.Cryptography;
using Instagram.Storage.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Storage;

/// <summary>The addresses that are handed to clients take what was announced, and nothing else.</summary>
public sealed class S3UploadTests : IAsyncLifetime
{
    private const string Key = "uploads/7";
    private const string Type = "image/jpeg";

    private static readonly HttpClient Client = new();
    private static readonly byte[] Photo = RandomNumberGenerator.GetBytes(300_000);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);

    private ObjectBucket _bucket = null!;
    private S3ObjectStore _store = null!;

    public async Task InitializeAsync()
    {
        _bucket = new ObjectBucket(await TestS3.NewBucket(), TimeProvider.System);
        _store = new S3ObjectStore(_bucket);
        await new S3Start(_bucket, NullLogger<S3Start>.Instance).StartAsync(CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        _bucket?.Dispose();
        return Task.CompletedTask;
    }

    [S3Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_signed_is_stored(bool withChecksum)
    {
        var put = await Presign(withChecksum);

        Assert.Equal("PUT", put.Method);
        Assert.StartsWith(_store.UploadOrigin!, put.Url, StringComparison.Ordinal);
        Assert.Equal(Type, put.Headers["Content-Type"]);
        Assert.Equal(withChecksum, put.Headers.ContainsKey("x-amz-checksum-sha256"));
        Assert.DoesNotContain(RgwServer.SecretKey, put.Url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Send(put, Photo));
        Assert.Equal(Photo, await Stored());
    }

    [S3Fact]
    public async Task A_second_upload_changes_nothing()
    {
        var put = await Presign();
        await Send(put, Photo);

        Assert.Equal(HttpStatusCode.PreconditionFailed, await Send(put, new byte[Photo.Length]));
        Assert.Equal(Photo, await Stored());
    }

    [S3Fact]
    public async Task Of_two_uploads_at_once_one_is_stored()
    {
        var put = await Presign();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Send(put, Enumerable.Repeat((byte)i, Photo.Length).ToArray())));

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Single((await Stored())!.Distinct());
    }

    [S3Theory]
    [InlineData("X-Amz-Signature", "0000")]
    [InlineData("X-Amz-Expires", "604800")]
    [InlineData("X-Amz-SignedHeaders", "host")]
    [InlineData("X-Amz-Credential", "someone/20260101/us-east-1/s3/aws4_request")]
    public async Task An_address_that_was_changed_is_refused(string name, string value)
    {
        var put = await Presign();
        var changed = System.Text.RegularExpressions.Regex.Replace(put.Url, $"{name}=[^&]*", $"{name}={value}");

        Assert.NotEqual(put.Url, changed);
        Assert.Equal(HttpStatusCode.Forbidden, await Send(put with { Url = changed }, Photo));
        Assert.Null(await Stored());
    }

    [S3Fact]
    public async Task An_address_holds_for_its_key_and_for_uploading_only()
    {
        var put = await Presign();
        await _store.Put("media/1", Photo, "image/webp");

        Assert.Equal(
            HttpStatusCode.Forbidden,
            await Send(put with { Url = put.Url.Replace("uploads/7", "media/2", StringComparison.Ordinal) }, Photo));
        foreach (var method in new[] { "GET", "DELETE" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await Send(put with { Method = method }, Photo));
        }
    }

    [S3Fact]
    public async Task An_address_expires()
    {
        var put = await Presign(lifetime: TimeSpan.FromSeconds(1));
        await Eventually.Holds(() => Task.FromResult(TimeProvider.System.GetUtcNow() > put.ExpiresAt.AddSeconds(1)));

        Assert.Equal(HttpStatusCode.Forbidden, await Send(put, Photo));
        Assert.Null(await Stored());
    }

    [S3Theory]
    [InlineData("Content-Type", "text/html")]
    [InlineData("Content-Type", null)]
    [InlineData("If-None-Match", null)]
    [InlineData("x-amz-checksum-sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("x-amz-checksum-sha256", null)]
    public async Task Another_type_condition_or_checksum_than_signed_is_refused(string name, string? value)
    {
        var put = await Presign(withChecksum: true);
        var headers = put.Headers.Where(header => header.Key != name).ToDictionary();
        if (value is not null)
        {
            headers[name] = value;
        }

        Assert.Equal(HttpStatusCode.Forbidden, await Send(put with { Headers = headers }, Photo));
        Assert.Null(await Stored());
    }

    [S3Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(-300_000)]
    public async Task Another_size_than_signed_is_refused(int more)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await Send(await Presign(), new byte[Photo.Length + more]));
        Assert.Null(await Stored());
    }

    [S3Fact]
    public async Task A_page_of_a_browser_may_upload_and_may_not_read()
    {
        var put = await Presign(withChecksum: true);
        var asked = string.Join(',', put.Headers.Keys.Select(name => name.ToLowerInvariant()));

        using var upload = await Preflight(put.Url, "PUT", asked);
        using var read = await Preflight(put.Url, "GET", asked);

        Assert.Equal(HttpStatusCode.OK, upload.StatusCode);
        var allowed = Assert.Single(upload.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.True(allowed is "*" or "https://photos.example.org", allowed);
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
    }

    private static async Task<HttpResponseMessage> Preflight(string url, string method, string headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, url);
        request.Headers.Add("Origin", "https://photos.example.org");
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        return await Client.SendAsync(request);
    }

    private ValueTask<PresignedPut> Presign(bool withChecksum = false, TimeSpan? lifetime = null) => _store.PresignPut(
        Key,
        new PutTerms(
            Type, Photo.Length, withChecksum ? Convert.ToHexStringLower(SHA256.HashData(Photo)) : null),
        lifetime ?? Soon);

    private static async Task<HttpStatusCode> Send(PresignedPut put, byte[] bytes)
    {
        using var response = await Client.Upload(put, bytes);
        return response.StatusCode;
    }

    private async Task<byte[]?> Stored()
    {
        await using var stream = await _store.OpenRead(Key);
        if (stream is null)
        {
            return null;
        }
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
