using System.Security.Cryptography;
using Instagram.Storage.Objects;
using Instagram.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Storage;

public sealed class DiskUploadTests
{
    private const string Key = "uploads/7/photo";
    private const string Type = "image/jpeg";

    private static readonly byte[] Photo = RandomNumberGenerator.GetBytes(300_000);
    private static readonly string PhotoSha256 = Convert.ToHexStringLower(SHA256.HashData(Photo));

    private readonly Clock _time = new();
    private readonly string _directory = TestDirectories.Fresh();
    private readonly DiskObjectStore _store;

    public DiskUploadTests() => _store = new DiskObjectStore(_directory, _time);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_signed_is_stored(bool withChecksum)
    {
        var put = await Presign(withChecksum ? PhotoSha256 : null);

        Assert.Equal("PUT", put.Method);
        Assert.Equal(Type, put.Headers["Content-Type"]);
        Assert.StartsWith($"/objects/{Key}?", put.Url, StringComparison.Ordinal);
        Assert.Equal(ReceiveOutcome.Stored, await Receive(put, Photo));
        Assert.Equal(Photo, await Stored());
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_stored_too()
    {
        var put = await Presign(PhotoSha256);

        Assert.Equal(ReceiveOutcome.Stored, await Receive(put, Photo, length: null));
        Assert.Equal(Photo, await Stored());
    }

    [Fact]
    public async Task A_second_upload_changes_nothing()
    {
        var put = await Presign(null);
        await Receive(put, Photo);

        Assert.Equal(ReceiveOutcome.AlreadyThere, await Receive(put, new byte[Photo.Length]));
        Assert.Equal(Photo, await Stored());
    }

    [Fact]
    public async Task Of_two_uploads_at_once_one_is_stored()
    {
        var put = await Presign(null);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Receive(put, Photo))));

        Assert.Single(outcomes, ReceiveOutcome.Stored);
        Assert.Equal(7, outcomes.Count(outcome => outcome == ReceiveOutcome.AlreadyThere));
        Assert.Equal(Photo, await Stored());
        AssertNothingUnfinished();
    }

    [Theory]
    [InlineData("expires", "9999999999")]
    [InlineData("type", "text/html")]
    [InlineData("size", "1")]
    [InlineData("sha256", "")]
    [InlineData("signature", "AAAA")]
    [InlineData("expires", "soon")]
    [InlineData("size", "-1")]
    [InlineData("type", "a\nb")]
    [InlineData("signature", null)]
    [InlineData("type", null)]
    public async Task Terms_that_were_not_signed_are_refused(string name, string? value)
    {
        var put = await Presign(PhotoSha256);
        var changed = Query(put);
        changed = name switch
        {
            "expires" => changed with { Expires = value },
            "type" => changed with { Type = value },
            "size" => changed with { Size = value },
            "sha256" => changed with { Sha256 = value },
            _ => changed with { Signature = value },
        };

        Assert.Equal(ReceiveOutcome.BadSignature, await Receive(changed, Photo));
        Assert.Null(await Stored());
    }

    [Fact]
    public async Task A_signature_holds_for_its_key_only()
    {
        var put = await Presign(null);

        foreach (var key in (string[])["uploads/8/photo", "../../etc/passwd", "", "Uploads/7/photo"])
        {
            Assert.Equal(
                ReceiveOutcome.BadSignature,
                await Uploads().Receive(key, Query(put), Type, Photo.Length, new MemoryStream(Photo)));
        }
    }

    [Fact]
    public async Task Another_servers_signature_is_refused()
    {
        var other = new DiskObjectStore(TestDirectories.Fresh(), _time);
        var put = await other.PresignPut(Key, new PutTerms(Type, Photo.Length, null), TimeSpan.FromMinutes(15));

        Assert.Equal(ReceiveOutcome.BadSignature, await Receive(put, Photo));
    }

    [Fact]
    public async Task A_url_holds_after_a_restart()
    {
        var put = await Presign(null);
        var next = new DiskUploads(
            new DiskObjectStore(_directory, _time), new DiskObjectOptions(), NullLogger<DiskUploads>.Instance, _time);

        Assert.Equal(
            ReceiveOutcome.Stored, await next.Receive(Key, Query(put), Type, Photo.Length, new MemoryStream(Photo)));
    }

    [Fact]
    public async Task A_url_expires()
    {
        var put = await Presign(null);
        _time.Now = put.ExpiresAt;

        Assert.Equal(ReceiveOutcome.Expired, await Receive(put, Photo));
        Assert.Null(await Stored());
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_type_is_refused(string? type)
    {
        var put = await Presign(null);

        Assert.Equal(
            ReceiveOutcome.WrongType,
            await Uploads().Receive(Key, Query(put), type, Photo.Length, new MemoryStream(Photo)));
    }

    [Fact]
    public async Task A_declared_length_that_was_not_signed_is_refused_unread()
    {
        var put = await Presign(null);
        var body = new MemoryStream(Photo);

        Assert.Equal(
            ReceiveOutcome.WrongSize, await Uploads().Receive(Key, Query(put), Type, Photo.Length + 1, body));
        Assert.Equal(0, body.Position);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task A_body_of_another_size_leaves_nothing(int more)
    {
        var put = await Presign(null);
        var body = new byte[Photo.Length + more];

        Assert.Equal(ReceiveOutcome.WrongSize, await Receive(put, body, length: null));
        Assert.Null(await Stored());
        AssertNothingUnfinished();
    }

    [Fact]
    public async Task A_changed_byte_leaves_nothing()
    {
        var put = await Presign(PhotoSha256);
        var damaged = Photo.ToArray();
        damaged[^1] ^= 1;

        Assert.Equal(ReceiveOutcome.ChecksumMismatch, await Receive(put, damaged));
        Assert.Null(await Stored());
        AssertNothingUnfinished();
    }

    [Fact]
    public async Task After_a_failed_upload_the_same_url_works()
    {
        var put = await Presign(PhotoSha256);
        await Receive(put, Photo[..1000], length: null);

        Assert.Equal(ReceiveOutcome.Stored, await Receive(put, Photo));
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_nothing()
    {
        var put = await Presign(null);

        await Assert.ThrowsAsync<EndOfStreamException>(
            () => Uploads().Receive(Key, Query(put), Type, Photo.Length, new BrokenBody(Photo[..200_000])));

        Assert.Null(await Stored());
        AssertNothingUnfinished();
    }

    [Fact]
    public async Task Without_room_beside_the_reserve_nothing_is_taken()
    {
        var put = await Presign(null);
        var uploads = Uploads(new DiskObjectOptions { ReservedMegabytes = int.MaxValue });
        var body = new MemoryStream(Photo);

        Assert.Equal(ReceiveOutcome.NoSpace, await uploads.Receive(Key, Query(put), Type, Photo.Length, body));
        Assert.Equal(0, body.Position);
        Assert.Null(await Stored());
    }

    [Fact]
    public void What_a_crash_left_is_swept_and_what_is_under_way_stays()
    {
        var unfinished = Path.Combine(_directory, "objects", "unfinished");
        var stale = Path.Combine(unfinished, "stale");
        var fresh = Path.Combine(unfinished, "fresh");
        foreach (var (file, age) in new[] { (stale, 7), (fresh, 1) })
        {
            File.WriteAllText(file, "half");
            File.SetLastWriteTimeUtc(file, _time.Now.UtcDateTime.AddHours(-age));
        }

        Assert.Equal(1, Uploads().SweepUnfinished());

        Assert.False(File.Exists(stale));
        Assert.True(File.Exists(fresh));
    }

    private DiskUploads Uploads(DiskObjectOptions? options = null) =>
        new(_store, options ?? new DiskObjectOptions(), NullLogger<DiskUploads>.Instance, _time);

    private ValueTask<PresignedPut> Presign(string? sha256) =>
        _store.PresignPut(Key, new PutTerms(Type, Photo.Length, sha256), TimeSpan.FromMinutes(15));

    private Task<ReceiveOutcome> Receive(PresignedPut put, byte[] body) => Receive(Query(put), body);

    private Task<ReceiveOutcome> Receive(PresignedPut put, byte[] body, long? length) =>
        Uploads().Receive(Key, Query(put), Type, length, new MemoryStream(body));

    private Task<ReceiveOutcome> Receive(PutQuery query, byte[] body) =>
        Uploads().Receive(Key, query, Type, body.Length, new MemoryStream(body));

    private static PutQuery Query(PresignedPut put)
    {
        var query = QueryHelpers.ParseQuery(put.Url[put.Url.IndexOf('?', StringComparison.Ordinal)..]);
        return new PutQuery(query["expires"], query["type"], query["size"], query["sha256"], query["signature"]);
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

    private void AssertNothingUnfinished() =>
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "objects", "unfinished")));

    /// <summary>Ends like the body of a request whose client hung up.</summary>
    private sealed class BrokenBody(byte[] start) : MemoryStream(start)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new EndOfStreamException("The client went away.");
        }
    }
}
