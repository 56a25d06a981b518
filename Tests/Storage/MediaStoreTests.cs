using Instagram.Storage.Media;

namespace Instagram.Tests.Storage;

public sealed class MediaStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private long _alice;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _alice = await _world.NewUser(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_upload_starts_pending_and_creating_it_again_changes_nothing()
    {
        var row = StoreWorld.PendingMedium(_world.NextIdBeside(_alice), _alice) with { Sha256 = new string('a', 64) };

        await _world.Media.Create(row, default);
        await _world.Media.Create(row with { ByteSize = 5 }, default);

        Assert.Equivalent(row, await _world.Media.Find(row.Id, default), strict: true);
        Assert.Null(await _world.Media.Find(row.Id + 1, default));
    }

    [Fact]
    public async Task An_upload_is_acknowledged_once_with_one_fact()
    {
        var id = await _world.NewPendingMedium(_alice);

        await StoreWorld.Together(Enumerable.Range(0, 8).Select(i => (Func<Task>)(
            () => _world.Media.MarkUploaded(id, $"originals/{i}", _world.Fact(id, "media"), default))));

        Assert.Equal(MediaStatus.Uploaded, (await _world.Media.Find(id, default))!.Status);
        Assert.Single(await _world.Facts("media"));
    }

    [Fact]
    public async Task A_settled_medium_keeps_what_was_found()
    {
        var id = await _world.NewMedium(_alice);

        var medium = (await _world.Media.Find(id, default))!;

        Assert.Equal(MediaStatus.Ready, medium.Status);
        Assert.Equal((640, 480, "LEHV6nWB2yk8"), (medium.Width, medium.Height, medium.Blurhash));
        Assert.Equal(new VariantRow("large", 640, 480, $"media/{id}/large.webp"), Assert.Single(medium.Variants));
        Assert.Equal($"originals/{id}", medium.OriginalKey);
    }

    [Fact]
    public async Task A_settled_medium_is_never_settled_otherwise()
    {
        var id = await _world.NewMedium(_alice, MediaStatus.Rejected);

        await _world.Settle(id, MediaStatus.Ready);
        await _world.Media.MarkUploaded(id, "originals/other", _world.Fact(id, "again"), default);

        var medium = (await _world.Media.Find(id, default))!;
        Assert.Equal((MediaStatus.Rejected, "damaged"), (medium.Status, medium.Reason));
        Assert.Empty(await _world.Facts("again"));
    }

    [Fact]
    public async Task A_medium_that_was_not_uploaded_is_not_settled()
    {
        var id = await _world.NewPendingMedium(_alice);

        Assert.Null(await _world.Settle(id, MediaStatus.Ready));

        Assert.Equal(MediaStatus.Pending, (await _world.Media.Find(id, default))!.Status);
    }

    [Fact]
    public async Task Workers_that_settle_at_once_tell_the_waiting_post_once()
    {
        var id = await _world.NewUploadedMedium(_alice);
        var post = _world.Post(_alice, id);
        await _world.Create(post);
        var before = (await _world.Facts("media")).Count;

        var told = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => _world.Settle(id, MediaStatus.Ready))));

        Assert.Equal(post.Id, Assert.Single(told, waiting => waiting is not null));
        Assert.Equal(before + 1, (await _world.Facts("media")).Count);
    }

    [Fact]
    public async Task Only_the_owners_media_are_found_and_deleted()
    {
        var bob = await _world.NewUser(StoreWorld.HighShard);
        var mine = await _world.NewMedium(_alice);
        var bobs = await _world.NewMedium(bob);

        Assert.Equal(mine, Assert.Single(await _world.Media.FindMany(_alice, [mine, bobs, 1], default)).Id);
        await _world.Media.Delete(_alice, [mine, bobs], default);
        await _world.Media.Delete(_alice, [mine, bobs], default);

        Assert.Null(await _world.Media.Find(mine, default));
        Assert.NotNull(await _world.Media.Find(bobs, default));
    }
}
