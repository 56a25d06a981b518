using System.Security.Cryptography;
using Instagram.Tests.Media;

namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class VideoUploadTests(ProductFixture fixture)
{
    private const string Uploads = "/api/v1/media/uploads";
    private const long MaxBytes = 200 * 1024 * 1024;

    private readonly Product _product = fixture.Product;

    [VideoTheory]
    [InlineData("video/mp4")]
    [InlineData("video/quicktime")]
    [InlineData("Video/MP4")]
    public async Task A_video_may_be_mp4_or_mov_of_200_megabytes(string contentType)
    {
        var bob = await _product.SignUp("bob");
        (await bob.Post(Uploads, new { contentType, byteSize = MaxBytes })).As<TicketShape>(201);
        (await bob.Post(Uploads, new { contentType, byteSize = MaxBytes + 1 })).Problem(413, "too_large");
    }

    [Theory]
    [InlineData("video/webm")]
    [InlineData("video/x-matroska")]
    [InlineData("video/*")]
    [InlineData("audio/mp4")]
    public async Task Another_kind_of_video_is_refused(string contentType)
    {
        var bob = await _product.SignUp("bob");
        (await bob.Post(Uploads, new { contentType, byteSize = 10 })).Problem(415, "unsupported_media");
    }

    [VideoFact]
    public async Task The_door_takes_a_video_larger_than_any_picture()
    {
        var bob = await _product.SignUp("bob");
        var large = Videos.Padded(await Videos.Clip(), 31 * 1024 * 1024);
        Assert.Equal("ready", (await bob.UploadsVideo(large)).Status);
    }

    [VideoFact]
    public async Task What_is_no_video_is_rejected_with_a_reason_also_under_a_videos_name()
    {
        var bob = await _product.SignUp("bob");
        foreach (var file in new[] { Pictures.Sunset(), Pictures.NoPicture(), (await Videos.Clip())[..2000] })
        {
            var upload = await bob.UploadsVideo(file);
            Assert.Equal(("rejected", null), (upload.Status, upload.Media));
            Assert.NotEmpty(upload.Reason!);
            (await bob.Get($"/media/{upload.Id}/video")).NotFound();
        }
        Assert.Equal("rejected", (await bob.Settled(await bob.Uploads(await Videos.Clip()))).Status);
    }

    [VideoFact]
    public async Task A_video_is_served_whole_and_in_ranges()
    {
        var bob = await _product.SignUp("bob");
        var upload = await bob.UploadsVideo(await Videos.Clip());
        var video = upload.Media!.Video();
        var whole = (await bob.Get(video)).Is(200);
        Assert.Equal("video/mp4", whole.ContentType);
        Assert.Equal(["no-cache", "private"], whole.Header("Cache-Control")!.Split(", ").Order());
        Assert.Equal("bytes", whole.Header("Accept-Ranges"));
        Assert.Equal(whole.Bytes, (await bob.Get($"/api/v1{video}")).Is(200).Bytes);

        var part = (await Get(("Range", "bytes=100-199"))).Is(206);
        Assert.Equal(whole.Bytes[100..200], part.Bytes);
        Assert.Equal($"bytes 100-199/{whole.Bytes.Length}", part.ContentHeaders.ContentRange!.ToString());
        Assert.Equal(whole.Bytes[^7..], (await Get(("Range", "bytes=-7"))).Is(206).Bytes);
        Assert.Equal(whole.Bytes, (await Get(("Range", "bytes=0-"))).Is(206).Bytes);
        (await Get(("Range", $"bytes={whole.Bytes.Length}-"))).Problem(416, "invalid");
        (await Get(("If-None-Match", whole.Headers.ETag!.ToString()))).Is(304);
        (await Get(("Range", "bytes=1-2"), ("If-Range", "\"another\""))).Is(200);
        Assert.Empty((await bob.Send(HttpMethod.Head, video)).Is(200).Bytes);
        (await Get(("Accept", "image/jpeg"))).Is(200);

        Task<Answer> Get(params (string, string)[] headers) => bob.Send(HttpMethod.Get, video, null, headers);
    }

    [VideoFact]
    public async Task A_video_is_closed_to_whom_its_pictures_are()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var upload = await bob.UploadsVideo(await Videos.Clip());
        var video = upload.Media!.Video();
        (await eve.Get(video)).NotFound();
        var post = await bob.Published(await bob.Submits(new { mediaIds = new[] { upload.Id } }));
        (await eve.Get(video)).Is(200);
        (await _product.Nobody.Get(video)).Is(200);
        await bob.BecomesPrivate();
        (await eve.Get(video)).NotFound();
        (await eve.Send(HttpMethod.Get, video, null, ("Range", "bytes=0-1"))).NotFound();
        (await bob.Get(video)).Is(200);
        await bob.Deletes(post);
        (await bob.Get(video)).NotFound();
    }

    [VideoFact]
    public async Task A_video_is_nobodys_profile_picture()
    {
        var bob = await _product.SignUp("bob");
        var upload = await bob.UploadsVideo(await Videos.Clip());
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId = upload.Id })).Problem(409, "conflict");
    }

    [VideoFact]
    public async Task A_form_takes_pictures_only()
    {
        var bob = await _product.SignUp("bob");
        (await bob.PostsForm([("caption", "hi")], (await Videos.Clip(), "video/mp4")))
            .Problem(415, "unsupported_media");
    }

    [Fact]
    public async Task A_picture_may_come_in_parts_too()
    {
        var bob = await _product.SignUp("bob");
        var picture = Pictures.Sunset();
        var ticket = await bob.Announces(picture);
        var part = Assert.Single((await bob.AsksForParts(ticket.MediaId)).Parts);
        Assert.Equal((1, 0, picture.Length, false), (part.Number, part.Offset, part.Size, part.Uploaded));

        (await bob.SendsPart(part, picture)).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);

        Assert.Equal("ready", (await bob.Settled(ticket.MediaId)).Status);
    }

    [Fact]
    public async Task Someone_elses_parts_and_those_of_nothing_are_404_alike()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var ticket = await bob.Announces(Pictures.Sunset());
        var foreign = await eve.Post($"{Uploads}/{ticket.MediaId}/parts");
        foreign.NotFound();
        Assert.Equal(foreign.WithoutTrace(), (await eve.Post($"{Uploads}/123456789/parts")).WithoutTrace());
        (await eve.Post($"{Uploads}/x/parts")).NotFound();
    }

    [Fact]
    public async Task What_came_in_one_piece_has_no_part_left_to_send()
    {
        var bob = await _product.SignUp("bob");
        var picture = Pictures.Sunset();
        var ticket = await bob.Announces(picture);
        (await bob.Sends(ticket, picture)).Is(200);
        Assert.All((await bob.AsksForParts(ticket.MediaId)).Parts, part => Assert.True(part.Uploaded));
        (await bob.Completes(ticket.MediaId)).Is(202);
        (await bob.Post($"{Uploads}/{ticket.MediaId}/parts")).Problem(409, "conflict");
    }

    [Theory]
    [InlineData("part=1", "part=2")]
    [InlineData("size=", "size=1")]
    [InlineData("expires=", "expires=9")]
    [InlineData("upload=", "upload=1")]
    [InlineData("signature=", "signature=A")]
    [InlineData("/uploads/", "/uploads/1")]
    public async Task A_changed_address_takes_nothing(string piece, string changed)
    {
        var bob = await _product.SignUp("bob");
        var picture = Pictures.Sunset();
        var part = (await bob.AsksForParts((await bob.Announces(picture)).MediaId)).Parts[0];
        var url = part.Upload!.Url.Replace(piece, changed, StringComparison.Ordinal);
        Assert.NotEqual(part.Upload.Url, url);
        (await bob.SendsPart(part with { Upload = part.Upload with { Url = url } }, picture)).Problem(403, "forbidden");
    }

    [Fact]
    public async Task Parts_that_make_other_bytes_than_announced_start_over()
    {
        var bob = await _product.SignUp("bob");
        var (picture, other) = (Pictures.Sunset(seed: 1), Pictures.Sunset(seed: 2));
        Array.Resize(ref other, picture.Length);
        var ticket = (await bob.Post(Uploads, new
        {
            contentType = "image/jpeg", byteSize = picture.Length,
            sha256 = Convert.ToHexString(SHA256.HashData(picture)),
        })).As<TicketShape>(201);
        (await bob.SendsPart((await bob.AsksForParts(ticket.MediaId)).Parts[0], other)).Is(200);
        (await bob.Completes(ticket.MediaId)).Problem(409, "conflict");

        var part = (await bob.AsksForParts(ticket.MediaId)).Parts[0];
        Assert.False(part.Uploaded);
        (await bob.SendsPart(part, picture)).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await bob.Settled(ticket.MediaId)).Status);
    }
}
