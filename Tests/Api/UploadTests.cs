using System.Security.Cryptography;

namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class UploadTests(ProductFixture fixture)
{
    private const string Uploads = "/api/v1/media/uploads";
    private const long MaxBytes = 30 * 1024 * 1024;

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task An_upload_goes_from_pending_to_ready()
    {
        var bob = await _product.SignUp("bob");
        var picture = Pictures.Sunset(320, 200);
        var answer = await bob.Post(Uploads, new { contentType = "image/jpeg", byteSize = picture.Length });
        var ticket = answer.As<TicketShape>(201);
        Assert.Equal("PUT", ticket.Upload.Method);
        Assert.True(ticket.Upload.ExpiresAt > TimeProvider.System.GetUtcNow());
        Assert.Equal(
            new UploadShape(ticket.MediaId, "pending", null, null), await bob.Upload(ticket.MediaId));

        (await bob.Completes(ticket.MediaId)).Problem(409, "conflict");
        (await bob.Sends(ticket, picture)).Is(200);
        for (var again = 0; again < 3; again++)
        {
            (await bob.Completes(ticket.MediaId)).As<UploadStatusShape>(202);
        }

        var ready = await bob.Settled(ticket.MediaId);
        Assert.Equal(("ready", null), (ready.Status, ready.Reason));
        Assert.Equal(("image", 320, 200, null), (
            ready.Media!.Kind, ready.Media.Width, ready.Media.Height, ready.Media.DurationMs));
        Assert.All(
            [ready.Media.Urls.Thumbnail, ready.Media.Urls.Small, ready.Media.Urls.Medium, ready.Media.Urls.Large],
            url => Assert.StartsWith("/media/", url, StringComparison.Ordinal));
        Assert.Equal("ready", (await bob.Completes(ticket.MediaId)).As<UploadStatusShape>(202).Status);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    [InlineData("image/heic")]
    [InlineData("IMAGE/JPEG")]
    public async Task A_picture_may_be_jpeg_png_webp_or_heic(string contentType)
    {
        var bob = await _product.SignUp("bob");
        (await bob.Post(Uploads, new { contentType, byteSize = MaxBytes })).As<TicketShape>(201);
    }

    [Theory]
    [InlineData("image/gif")]
    [InlineData("image/svg+xml")]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData("image/jpeg; charset=utf-8")]
    [InlineData("nonsense")]
    public async Task Another_type_is_refused(string contentType)
    {
        var bob = await _product.SignUp("bob");
        (await bob.Post(Uploads, new { contentType, byteSize = 10 })).Problem(415, "unsupported_media");
    }

    [Fact]
    public async Task More_than_thirty_megabytes_are_refused()
    {
        var bob = await _product.SignUp("bob");
        foreach (var byteSize in new[] { MaxBytes + 1, long.MaxValue })
        {
            (await bob.Post(Uploads, new { contentType = "image/jpeg", byteSize })).Problem(413, "too_large");
        }
    }

    [Theory]
    [InlineData("""{"contentType":"image/jpeg"}""", "byteSize")]
    [InlineData("""{"contentType":"image/jpeg","byteSize":0}""", "byteSize")]
    [InlineData("""{"contentType":"image/jpeg","byteSize":-1}""", "byteSize")]
    [InlineData("""{"byteSize":1}""", "contentType")]
    [InlineData("""{"contentType":"","byteSize":1}""", "contentType")]
    [InlineData("""{"contentType":"image/jpeg\u0000","byteSize":1}""", "contentType")]
    [InlineData("""{"contentType":"image/jpeg","byteSize":1,"sha256":"abc"}""", "sha256")]
    [InlineData("""{"contentType":"image/jpeg","byteSize":1,"sha256":""}""", "sha256")]
    [InlineData("""{"contentType":"image/jpeg","byteSize":9223372036854775808}""", "request")]
    [InlineData("""{"contentType":"image/jpeg","byteSize":1.5}""", "request")]
    [InlineData("""{"contentType":"image/jpeg","byteSize":"1"}""", null)]
    public async Task An_upload_is_announced_with_type_and_size(string body, string? field)
    {
        var bob = await _product.SignUp("bob");
        var answer = await bob.SendRaw(HttpMethod.Post, Uploads, body);
        if (field is not null)
        {
            answer.Invalid(field);
            return;
        }
        Assert.Contains(answer.Status, new[] { 201, 400 });
    }

    [Fact]
    public async Task Someone_elses_upload_and_one_that_never_was_are_404_alike()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var ticket = await bob.Announces(Pictures.Sunset());
        var foreign = await eve.Get($"{Uploads}/{ticket.MediaId}");
        foreign.NotFound();
        Assert.Equal(foreign.WithoutTrace(), (await eve.Get($"{Uploads}/123456789")).WithoutTrace());
        (await eve.Completes(ticket.MediaId)).NotFound();
        (await eve.Completes("123456789")).NotFound();
        (await bob.Sends(ticket, Pictures.Sunset())).Is(200);
        (await eve.Completes(ticket.MediaId)).NotFound();
    }

    [Fact]
    public async Task A_second_put_changes_nothing()
    {
        var bob = await _product.SignUp("bob");
        var (first, second) = (Pictures.Sunset(seed: 1), Pictures.Sunset(seed: 2));
        Array.Resize(ref second, first.Length);
        var ticket = await bob.Announces(first);
        (await bob.Sends(ticket, first)).Is(200);
        (await bob.Sends(ticket, second)).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);
        var before = await bob.Settled(ticket.MediaId);
        Assert.Equal("ready", before.Status);
        var bytes = (await bob.Get(before.Media!.Urls.Small)).Bytes;

        (await bob.Sends(ticket, second)).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);

        Assert.Equal(before, await bob.Upload(ticket.MediaId));
        Assert.Equal(bytes, (await bob.Get(before.Media.Urls.Small)).Bytes);
    }

    [Theory]
    [InlineData("signature=", "signature=A")]
    [InlineData("size=", "size=1")]
    [InlineData("type=image", "type=video")]
    [InlineData("expires=", "expires=9")]
    [InlineData("/uploads/", "/uploads/1")]
    public async Task A_changed_address_takes_nothing(string part, string changed)
    {
        var bob = await _product.SignUp("bob");
        var ticket = await bob.Announces(Pictures.Sunset());
        var url = ticket.Upload.Url.Replace(part, changed, StringComparison.Ordinal);
        Assert.NotEqual(ticket.Upload.Url, url);
        (await bob.Sends(ticket with { Upload = ticket.Upload with { Url = url } }, Pictures.Sunset()))
            .Problem(403, "forbidden");
        (await bob.Completes(ticket.MediaId)).Problem(409, "conflict");
    }

    [Theory]
    [InlineData("/objects/uploads/1")]
    [InlineData("/objects/")]
    [InlineData("/objects/../objects.key?signature=x")]
    [InlineData("/objects/%2e%2e/%2e%2e/etc/passwd?expires=1&type=a&size=1&signature=b")]
    [InlineData("/objects/uploads/1?expires=x&type=a&size=b&signature=c")]
    public async Task An_invented_address_takes_nothing(string path)
    {
        var answer = await _product.Nobody.SendRaw(HttpMethod.Put, path, "x"u8.ToArray(), "image/jpeg");
        Assert.Contains(answer.Status, new[] { 400, 403, 404, 405 });
    }

    [Fact]
    public async Task Other_bytes_than_announced_are_refused_and_can_be_sent_right_afterwards()
    {
        var bob = await _product.SignUp("bob");
        var picture = Pictures.Sunset();
        var ticket = (await bob.Post(Uploads, new
        {
            contentType = "image/jpeg", byteSize = picture.Length,
            sha256 = Convert.ToHexString(SHA256.HashData(picture)),
        })).As<TicketShape>(201);

        (await bob.Sends(ticket, picture[..^1])).Problem(400, "invalid");
        (await bob.Sends(ticket, [.. picture, 0])).Problem(400, "invalid");
        (await bob.Sends(ticket, [.. picture[..^1], (byte)(picture[^1] ^ 1)])).Problem(400, "invalid");
        (await _product.Nobody.SendRaw(HttpMethod.Put, ticket.Upload.Url, picture, "image/png"))
            .Problem(400, "invalid");
        (await bob.Completes(ticket.MediaId)).Problem(409, "conflict");

        (await bob.Sends(ticket, picture)).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await bob.Settled(ticket.MediaId)).Status);
    }

    [Fact]
    public async Task Bytes_may_come_without_their_length()
    {
        var bob = await _product.SignUp("bob");
        var picture = Pictures.Sunset();
        var (ticket, tooMuch) = (await bob.Announces(picture), await bob.Announces(picture));
        (await Chunked(tooMuch, [.. picture, .. picture])).Problem(400, "invalid");
        (await bob.Completes(tooMuch.MediaId)).Problem(409, "conflict");
        (await Chunked(ticket, picture)).Is(200);
        (await bob.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await bob.Settled(ticket.MediaId)).Status);

        Task<Answer> Chunked(TicketShape to, byte[] bytes)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new("image/jpeg");
            return _product.Nobody.Send(HttpMethod.Put, to.Upload.Url, content, ("Transfer-Encoding", "chunked"));
        }
    }

    [Fact]
    public async Task What_is_no_picture_is_rejected_with_a_reason()
    {
        var bob = await _product.SignUp("bob");
        foreach (var bytes in new[] { Pictures.NoPicture(), Pictures.Damaged(), [0] })
        {
            var upload = await bob.Settled(await bob.Uploads(bytes));
            Assert.Equal("rejected", upload.Status);
            Assert.NotEmpty(upload.Reason!);
            Assert.Null(upload.Media);
            (await bob.Post("/api/v1/posts", new { mediaIds = new[] { upload.Id } })).Problem(409, "conflict");
            (await bob.Get($"/media/{upload.Id}/small")).NotFound();
        }
    }

    [Fact]
    public async Task What_a_file_is_decides_its_content_and_not_its_name()
    {
        var bob = await _product.SignUp("bob");
        Assert.Equal("ready", (await bob.Settled(await bob.Uploads(Pictures.Png(), "image/webp"))).Status);
    }
}
