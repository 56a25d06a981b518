using Instagram.Storage.Objects;
using Instagram.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Storage;

public sealed class DiskObjectStoreTests : ObjectStoreContract
{
    private readonly string _directory = TestDirectories.Fresh();
    private readonly DiskObjectStore _store;

    public DiskObjectStoreTests() => _store = new DiskObjectStore(_directory, TimeProvider.System);

    protected override IObjectStore Store => _store;

    protected override async Task<bool> Send(PresignedPut put, byte[] bytes)
    {
        var uploads = new DiskUploads(
            _store, new DiskObjectOptions(), NullLogger<DiskUploads>.Instance, TimeProvider.System);
        var (path, query) = (put.Url[..put.Url.IndexOf('?')], QueryHelpers.ParseQuery(put.Url[put.Url.IndexOf('?')..]));
        return ReceiveOutcome.Stored == await uploads.ReceivePart(
            path["/objects/".Length..],
            new PartQuery(query["upload"], query["part"], query["expires"], query["size"], query["signature"]),
            bytes.Length, new MemoryStream(bytes));
    }

    [Fact]
    public async Task Objects_are_there_for_the_next_process()
    {
        await _store.Put("media/1", new byte[] { 1, 2, 3 }, "image/webp");

        var next = new DiskObjectStore(_directory, TimeProvider.System);

        Assert.Equal(3, (await next.Head("media/1"))!.ByteSize);
    }

    [Fact]
    public async Task A_reader_goes_on_while_its_object_is_deleted()
    {
        await _store.Put("media/1", new byte[] { 1, 2, 3 }, "image/webp");
        await using var stream = (await _store.OpenRead("media/1"))!;

        await _store.Delete("media/1");

        Assert.Equal(1, stream.ReadByte());
    }

    [Fact]
    public async Task Nothing_unfinished_is_left_by_a_write()
    {
        await _store.Put("media/1", new byte[] { 1 }, "image/webp");
        await _store.Put("media/1", new byte[] { 2 }, "image/webp");

        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "objects", "unfinished")));
    }

    [Fact]
    public async Task A_write_that_is_given_up_leaves_nothing()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _store.Put("media/1", new byte[100_000], "image/webp", given.Token));

        Assert.Null(await _store.Head("media/1"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "objects", "unfinished")));
    }

    [Fact]
    public void Other_accounts_can_read_neither_the_objects_nor_the_secret()
    {
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(_directory, "objects.key")));
        foreach (var directory in Directory.GetDirectories(Path.Combine(_directory, "objects")))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(directory) & others);
        }
    }

    [Fact]
    public async Task A_copy_counts_as_new()
    {
        await _store.Put("uploads/1", new byte[] { 1 }, "image/jpeg");
        var file = Directory.GetFiles(Path.Combine(_directory, "objects"), "uploads~1", SearchOption.AllDirectories)[0];
        var old = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, old);

        await _store.Copy("uploads/1", "originals/1");

        Assert.True((await _store.Head("originals/1"))!.CreatedAt.UtcDateTime > old);
    }
}
