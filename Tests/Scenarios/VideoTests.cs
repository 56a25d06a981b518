using Instagram.Grains.Media;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Instagram.Tests.Media;

namespace Instagram.Tests.Scenarios;

[Collection(ScenarioGroup.Name)]
public sealed class VideoTests : IAsyncLifetime
{
    private const int PartBytes = 5 * 1024 * 1024;

    private readonly ShiftedTime _time = new();
    private Product _product = null!;
    private Member _alice = null!;
    private Member _bob = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start(_time, "Uploads:PartMegabytes=5", HeldProcessing.Setting);
        (_alice, _bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await _bob.Follows(_alice);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [VideoFact]
    public async Task A_video_is_posted_and_seen_by_followers()
    {
        var upload = await _alice.UploadsVideo(await Videos.Clip(640, 360, seconds: 2));
        Assert.True(upload.Status == "ready", $"{upload}");
        var post = await _alice.Published(await _alice.Submits(new
        {
            mediaIds = new[] { upload.Id, await _alice.UploadsReady(Pictures.Sunset()) }, caption = "it moves",
        }));

        await _bob.SeesInFeed(post);
        await _bob.Sees(post);
        var (video, picture) = (post.Media[0], post.Media[1]);
        Assert.Equal(("video", 640, 360), (video.Kind, video.Width, video.Height));
        Assert.InRange(video.DurationMs!.Value, 1_990, 2_100);
        Assert.NotEmpty(video.Blurhash);
        Assert.Equal(("image", null), (picture.Kind, picture.DurationMs));
        Assert.Equal((640, 360), Pictures.SizeOf((await _bob.Get(video.Urls.Large)).Is(200).Bytes));
        Assert.Equal((150, 150), Pictures.SizeOf((await _bob.Get(video.Urls.Thumbnail)).Is(200).Bytes));
        var played = (await _bob.Get(video.Video())).Is(200);
        Assert.Equal("video/mp4", played.ContentType);
        Assert.Contains("codec_name=h264", await Videos.Describe(played.Bytes), StringComparison.Ordinal);
        (await _bob.Get(picture.Video())).NotFound();
    }

    [VideoFact]
    public async Task A_lost_connection_costs_the_part_that_was_on_its_way()
    {
        var file = Videos.Padded(await Videos.Clip(), (2 * PartBytes) + 1_000);
        var ticket = await _alice.Announces(file, VideoMembers.Mp4);
        var first = await _alice.AsksForParts(ticket.MediaId);
        Assert.Equal(PartBytes, first.PartSize);
        Assert.Equal(
            [(1, 0L, PartBytes), (2, PartBytes, PartBytes), (3, 2L * PartBytes, 1_000L)],
            first.Parts.Select(part => (part.Number, part.Offset, part.Size)));
        Assert.All(first.Parts, part => Assert.False(part.Uploaded));

        (await _alice.SendsPart(first.Parts[2], file)).Is(200);
        (await _alice.SendsPart(first.Parts[0], file)).Is(200);
        (await _alice.SendsPart(first.Parts[1], file.AsMemory(PartBytes, 10_000))).Problem(400, "invalid");
        (await _alice.Completes(ticket.MediaId)).Problem(409, "conflict");

        // The connection is back an hour later: the old address has expired, and what was sent is still there.
        _time.PutForward(TimeSpan.FromHours(1));
        (await _alice.SendsPart(first.Parts[1], file)).Problem(403, "forbidden");
        await _alice.Renews();
        var again = await _alice.AsksForParts(ticket.MediaId);
        Assert.Equal([true, false, true], again.Parts.Select(part => part.Uploaded));
        Assert.Equal([true, false, true], again.Parts.Select(part => part.Upload is null));
        (await _alice.SendsPart(again.Parts[1], file)).Is(200);
        Assert.All((await _alice.AsksForParts(ticket.MediaId)).Parts, part => Assert.True(part.Uploaded));

        (await _alice.Completes(ticket.MediaId)).Is(202);
        (await _alice.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await _alice.Settled(ticket.MediaId)).Status);
        (await _alice.Post($"/api/v1/media/uploads/{ticket.MediaId}/parts")).Problem(409, "conflict");
        (await _alice.SendsPart(again.Parts[1], file)).Problem(409, "conflict");
    }

    [VideoFact]
    public async Task Parts_survive_a_restart_of_the_server()
    {
        var file = Videos.Padded(await Videos.Clip(), PartBytes + 1_000);
        var ticket = await _alice.Announces(file, VideoMembers.Mp4);
        (await _alice.SendsPart((await _alice.AsksForParts(ticket.MediaId)).Parts[0], file)).Is(200);

        await _product.Restart();

        var rest = (await _alice.AsksForParts(ticket.MediaId)).Parts;
        Assert.Equal([true, false], rest.Select(part => part.Uploaded));
        (await _alice.SendsPart(rest[1], file)).Is(200);
        (await _alice.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await _alice.Settled(ticket.MediaId)).Status);
    }

    [VideoFact]
    public async Task A_video_in_work_when_the_server_stops_is_ready_after_the_next_start()
    {
        var mediaId = await _alice.Uploads(await Videos.Clip(1600, 900), VideoMembers.Mp4);

        await _product.Restart();

        Assert.Equal("ready", (await _alice.Settled(mediaId)).Status);
    }

    [VideoFact]
    public async Task A_video_waits_for_no_picture()
    {
        var held = await HeldProcessing.Of(_product);
        var picture = await _alice.Uploads(Pictures.Sunset());

        Assert.Equal("ready", (await _alice.UploadsVideo(await Videos.Clip())).Status);

        Assert.NotEqual("ready", (await _alice.Upload(picture)).Status);
        held.LetGo();
        Assert.Equal("ready", (await _alice.Settled(picture)).Status);
    }

    [Fact]
    public async Task An_upload_that_is_never_completed_is_swept_some_time_after_its_last_address()
    {
        var (file, picture) = (new byte[PartBytes + 1], Pictures.Sunset());
        var parts = await _alice.Announces(Enlarged(), "image/jpeg");
        (await _alice.SendsPart((await _alice.AsksForParts(parts.MediaId)).Parts[0], Enlarged())).Is(200);
        var whole = await _alice.Announces(picture);
        (await _alice.Sends(whole, picture)).Is(200);
        var posted = await _alice.UploadsReady(picture);
        var objects = _product.Service<IObjectStore>();

        _time.PutForward(TimeSpan.FromHours(6));
        await Sweep();
        await _alice.Renews();
        await _alice.AsksForParts(parts.MediaId);
        _time.PutForward(TimeSpan.FromHours(1));
        await Sweep();
        await _alice.Renews();

        (await _alice.Get($"/api/v1/media/uploads/{whole.MediaId}")).NotFound();
        Assert.Null(await objects.Head($"uploads/{whole.MediaId}"));
        Assert.Equal("pending", (await _alice.Upload(parts.MediaId)).Status);
        Assert.Single(await Open(objects));

        _time.PutForward(TimeSpan.FromHours(7));
        await Sweep();
        await _alice.Renews();

        (await _alice.Get($"/api/v1/media/uploads/{parts.MediaId}")).NotFound();
        Assert.Empty(await Open(objects));
        Assert.Equal("ready", (await _alice.Upload(posted)).Status);

        byte[] Enlarged() => file;
    }

    [Fact]
    public async Task Parts_that_another_setting_cut_are_dropped_and_hold_nothing_up()
    {
        var (picture, objects) = (Pictures.Sunset(), _product.Service<IObjectStore>());
        var ticket = await _alice.Announces(picture);
        await _alice.AsksForParts(ticket.MediaId);
        var row = (await _product.Service<MediaStore>().Find(
            long.Parse(ticket.MediaId, System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None))!;
        var second = await objects.PresignPart(
            row.UploadKey, row.PartsUploadId!, 2, picture.Length, TimeSpan.FromMinutes(1));
        (await _product.Nobody.Send(HttpMethod.Put, second.Url, new ByteArrayContent(picture))).Is(200);

        var only = Assert.Single((await _alice.AsksForParts(ticket.MediaId)).Parts);
        (await _alice.SendsPart(only, picture)).Is(200);
        (await _alice.Completes(ticket.MediaId)).Is(202);

        Assert.Equal("ready", (await _alice.Settled(ticket.MediaId)).Status);
    }

    [Fact]
    public async Task An_upload_that_cannot_be_swept_holds_up_no_other()
    {
        var objects = _product.Service<IObjectStore>();
        var broken = await _alice.Announces(Pictures.Sunset());
        var (brokenId, other) = (Id(broken.MediaId), await _alice.Announces(Pictures.Sunset(seed: 1)));
        await _product.Service<MediaStore>().NoteParts(
            brokenId, "no such upload", _time.GetUtcNow(), CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(() => objects.AbortParts($"uploads/{brokenId}", "no such upload"));

        _time.PutForward(TimeSpan.FromHours(8));
        await Sweep();

        await _alice.Renews();
        (await _alice.Get($"/api/v1/media/uploads/{other.MediaId}")).NotFound();
        Assert.NotNull(await _product.Service<MediaStore>().Find(brokenId, CancellationToken.None));

        static long Id(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task Sweep() => await _product.Grains.GetGrain<IUploadSweepGrain>(0).Sweep();

    private static async Task<List<PartsUpload>> Open(IObjectStore objects)
    {
        var open = new List<PartsUpload>();
        await foreach (var upload in objects.ListPartsUploads())
        {
            open.Add(upload);
        }
        return open;
    }
}
