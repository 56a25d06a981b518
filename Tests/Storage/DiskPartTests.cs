using Instagram.Storage.Objects;
using Instagram.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Storage;

public sealed class DiskPartTests
{
    private const string Key = "uploads/7";

    private static readonly byte[] Bytes = [1, 2, 3, 4];

    private readonly ShiftedTime _time = new();
    private readonly string _directory = TestDirectories.Fresh();
    private readonly DiskObjectStore _store;

    public DiskPartTests() => _store = new DiskObjectStore(_directory, _time);

    [Theory]
    [InlineData("upload", "19a0-0123456789abcdef0123456789abcdef")]
    [InlineData("upload", "../../x")]
    [InlineData("part", "2")]
    [InlineData("part", "-1")]
    [InlineData("part", "x")]
    [InlineData("size", "5")]
    [InlineData("expires", "9999999999")]
    [InlineData("signature", "AAAA")]
    [InlineData("signature", null)]
    public async Task Terms_that_were_not_signed_are_refused(string name, string? value)
    {
        var (upload, query) = await Presign();
        var changed = name switch
        {
            "upload" => query with { Upload = value },
            "part" => query with { Part = value },
            "size" => query with { Size = value },
            "expires" => query with { Expires = value },
            _ => query with { Signature = value },
        };

        Assert.Equal(ReceiveOutcome.BadSignature, await Receive(changed));
        Assert.Equal(ReceiveOutcome.BadSignature, await Receive(query, "uploads/8"));
        Assert.Empty((await _store.ListParts(Key, upload))!);
    }

    [Fact]
    public async Task An_address_expires()
    {
        var (upload, query) = await Presign();
        _time.PutForward(TimeSpan.FromMinutes(2));

        Assert.Equal(ReceiveOutcome.Expired, await Receive(query));
        Assert.Empty((await _store.ListParts(Key, upload))!);
    }

    [Fact]
    public async Task A_part_outlives_a_restart()
    {
        var (upload, query) = await Presign();
        Assert.Equal(ReceiveOutcome.Stored, await Receive(query));

        var next = new DiskObjectStore(_directory, _time);

        Assert.Equal(
            PartsOutcome.Completed, await next.CompleteParts(Key, upload, (await next.ListParts(Key, upload))!));
        Assert.Equal(Bytes.Length, (await next.Head(Key))!.ByteSize);
    }

    [Fact]
    public async Task A_completion_that_broke_off_behind_the_object_is_repeated()
    {
        var (upload, query) = await Presign();
        await Receive(query);
        var parts = (await _store.ListParts(Key, upload))!;
        await _store.Put(Key, Bytes, "video/mp4");

        Assert.Equal(PartsOutcome.Completed, await _store.CompleteParts(Key, upload, parts));
        Assert.Null(await _store.ListParts(Key, upload));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_directory, "objects", "unfinished")));
    }

    [Fact]
    public async Task A_removal_that_broke_off_is_swept()
    {
        var leaving = Directory.CreateDirectory(Path.Combine(_directory, "objects", "unfinished", "leaving"));
        await File.WriteAllBytesAsync(Path.Combine(leaving.FullName, "00001"), Bytes);
        _time.PutForward(TimeSpan.FromHours(7));

        Assert.Equal(1, Uploads().SweepUnfinished());
        Assert.False(Directory.Exists(leaving.FullName));
    }

    private async Task<(string Upload, PartQuery Query)> Presign()
    {
        var upload = await _store.BeginParts(Key, "video/mp4");
        var put = await _store.PresignPart(Key, upload, 1, Bytes.Length, TimeSpan.FromMinutes(1));
        var query = QueryHelpers.ParseQuery(put.Url[put.Url.IndexOf('?', StringComparison.Ordinal)..]);
        return (upload, new PartQuery(
            query["upload"], query["part"], query["expires"], query["size"], query["signature"]));
    }

    private Task<ReceiveOutcome> Receive(PartQuery query, string key = Key) =>
        Uploads().ReceivePart(key, query, Bytes.Length, new MemoryStream(Bytes));

    private DiskUploads Uploads() =>
        new(_store, new DiskObjectOptions(), NullLogger<DiskUploads>.Instance, _time);
}
