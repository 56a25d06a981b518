using System.IO.Compression;
using System.Security.Cryptography;
using Instagram.Storage.Objects;
using Instagram.Tests.Media;

namespace Instagram.Tests.Scenarios;

/// <summary>What the product is for, with its objects in S3.</summary>
public sealed class S3Tests : IAsyncLifetime
{
    private const int PartBytes = 5 * 1024 * 1024;

    private Product _product = null!;
    private Member _alice = null!;
    private Member _bob = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.Start([.. (await TestS3.NewBucket()).Settings(), "Uploads:PartMegabytes=5"]);
        (_alice, _bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await _bob.Follows(_alice);
    }

    public async Task DisposeAsync()
    {
        if (_product is not null)
        {
            await _product.DisposeAsync();
        }
    }

    [S3Fact]
    public async Task A_photo_travels_into_a_followers_feed_and_is_opened()
    {
        var photo = Pictures.Sunset(1400, 1050);
        var ticket = await _alice.Announces(photo);
        Assert.StartsWith(Objects.UploadOrigin!, ticket.Upload.Url, StringComparison.Ordinal);
        (await _alice.Completes(ticket.MediaId)).Problem(409, "conflict");
        (await _alice.Sends(ticket, photo)).Is(200);
        (await _alice.Sends(ticket, new byte[photo.Length])).Is(412);
        (await _alice.Completes(ticket.MediaId)).Is(202);
        (await _alice.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await _alice.Settled(ticket.MediaId)).Status);

        var post = await _alice.Published(await _alice.Submits(new { mediaIds = new[] { ticket.MediaId } }));
        await _bob.SeesInFeed(post);
        await _bob.Sees(post);

        var large = post.Media[0].Urls.Large;
        var whole = (await _bob.Get(large)).Is(200);
        Assert.Equal((1080, 810), Pictures.SizeOf(whole.Bytes));
        Assert.StartsWith("/media/", large, StringComparison.Ordinal);
        Assert.Equal("no-cache, private", whole.Header("Cache-Control"));
        var etag = whole.Header("ETag")!;
        (await _bob.Send(HttpMethod.Get, large, null, ("If-None-Match", etag))).Is(304);
        var range = (await _bob.Send(HttpMethod.Get, large, null, ("Range", "bytes=100-199"))).Is(206);
        Assert.Equal(whole.Bytes[100..200], range.Bytes);
        (await _bob.Send(HttpMethod.Get, large, null, ("Range", "bytes=99999999-"))).Problem(416, "invalid");
        Assert.Equal("image/jpeg", (await _bob.Send(HttpMethod.Get, large, null, ("Accept", "image/jpeg")))
            .Is(200).ContentType);
    }

    [S3Fact]
    public async Task A_private_accounts_photo_is_for_approved_followers_until_they_are_none()
    {
        var carol = await _product.SignUp("carol");
        await carol.BecomesPrivate();
        var post = await carol.Posts(Pictures.Sunset());
        await _bob.DoesNotSee(post);
        await _bob.AsksToFollow(carol);
        await _bob.DoesNotSee(post);
        await carol.Approves(_bob);
        await _bob.Sees(post);

        await carol.RemovesFollower(_bob);

        await _bob.DoesNotSee(post);
        (await _product.Nobody.Get(post.Media[0].Urls.Small)).NotFound();
    }

    [S3Fact]
    public async Task Bytes_that_are_not_those_announced_never_count()
    {
        var (announced, others) = (Pictures.Sunset(), Pictures.Sunset(seed: 1));
        Array.Resize(ref others, announced.Length);
        var ticket = (await _alice.Post("/api/v1/media/uploads", new
        {
            contentType = "image/jpeg", byteSize = announced.Length,
            sha256 = Convert.ToHexStringLower(SHA256.HashData(announced)),
        })).As<TicketShape>(201);

        // Refused at once by a store that looks at the checksum, and by us where it does not.
        if ((await _alice.Sends(ticket, others)).Status == 200)
        {
            (await _alice.Completes(ticket.MediaId)).Problem(409, "conflict");
        }

        (await _alice.Sends(ticket, announced)).Is(200);
        (await _alice.Completes(ticket.MediaId)).Is(202);
        Assert.Equal("ready", (await _alice.Settled(ticket.MediaId)).Status);
    }

    [VideoS3Fact]
    public async Task A_video_is_sent_in_parts_and_played_in_ranges()
    {
        var file = Videos.Padded(await Videos.Clip(640, 360, seconds: 2), (2 * PartBytes) + 1_000);
        var ticket = await _alice.Announces(file, VideoMembers.Mp4);
        var first = await _alice.AsksForParts(ticket.MediaId);
        Assert.Equal(3, first.Parts.Count);
        (await _alice.SendsPart(first.Parts[2], file)).Is(200);
        (await _alice.SendsPart(first.Parts[0], file.AsMemory(0, PartBytes - 1))).Is(403);
        (await _alice.SendsPart(first.Parts[0], file)).Is(200);
        (await _alice.Completes(ticket.MediaId)).Problem(409, "conflict");

        var second = await _alice.AsksForParts(ticket.MediaId);
        Assert.Equal([true, false, true], second.Parts.Select(part => part.Uploaded));
        (await _alice.SendsPart(second.Parts[1], file)).Is(200);
        (await _alice.Completes(ticket.MediaId)).Is(202);
        (await _alice.SendsPart(first.Parts[0], file)).Is(404);
        var upload = await _alice.Settled(ticket.MediaId);
        Assert.True(upload.Status == "ready", $"{upload}");

        var post = await _alice.Published(await _alice.Submits(new { mediaIds = new[] { upload.Id } }));
        await _bob.SeesInFeed(post);
        var video = (await _bob.Get(post.Media[0].Video())).Is(200);
        Assert.Equal("video/mp4", video.ContentType);
        var range = await _bob.Send(HttpMethod.Get, post.Media[0].Video(), null, ("Range", "bytes=1000-"));
        Assert.Equal(video.Bytes[1000..], range.Is(206).Bytes);
    }

    [S3Fact]
    public async Task A_story_is_seen_and_a_deleted_post_leaves_no_object()
    {
        var story = await _alice.PostsStory();
        await _bob.SeesStory(_alice, story);
        (await _alice.Delete(story.Path())).Is(204);
        var post = await _alice.Posts(Pictures.Sunset(), Pictures.Sunset(seed: 1));
        await _bob.SeesInFeed(post);
        Assert.NotEmpty(await Keys());

        await _alice.Deletes(post);

        await _bob.DoesNotSee(post);
        await Eventually.Becomes(Keys, left => left.Count == 0);
    }

    [S3Fact]
    public async Task A_form_and_an_export_carry_the_original()
    {
        var photo = Pictures.Sunset(seed: 5);
        var post = await _alice.Published(
            (await _alice.PostsForm([("caption", "a form")], (photo, "image/jpeg"))).As<PostShape>(201));

        var export = (await _alice.Get("/api/v1/users/me/export")).Is(200);

        await using var archive = new ZipArchive(new MemoryStream(export.Bytes));
        await using var kept = await archive.GetEntry($"media/{post.Media[0].Id}.jpg")!.OpenAsync();
        using var copy = new MemoryStream();
        await kept.CopyToAsync(copy);
        Assert.Equal(photo, copy.ToArray());
    }

    [S3Fact]
    public async Task The_web_client_may_speak_to_the_store_and_to_nobody_else()
    {
        var page = (await _product.Nobody.Get("/")).Is(200);

        var connect = page.Header("Content-Security-Policy")!.Split(';', StringSplitOptions.TrimEntries)
            .Single(directive => directive.StartsWith("connect-src", StringComparison.Ordinal));
        Assert.Equal($"connect-src 'self' {Objects.UploadOrigin}", connect);
        (await _product.Nobody.Put("/objects/uploads/1", new { })).NotFound();
    }

    private IObjectStore Objects => _product.Service<IObjectStore>();

    private Task<List<string>> Keys() => Objects.List("").Select(found => found.Key).ToListAsync().AsTask();
}
