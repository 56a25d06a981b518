using Instagram.Media.Images;

namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class MediaServingTests(ProductFixture fixture) : IAsyncLifetime
{
    private readonly Product _product = fixture.Product;
    private Member _bob = null!;
    private PostShape _post = null!;

    private string Small => _post.Media[0].Urls.Small;

    public async Task InitializeAsync()
    {
        _bob = await _product.SignUp("bob");
        _post = await _bob.Posts(Pictures.Sunset());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(null, "image/webp")]
    [InlineData("*/*", "image/webp")]
    [InlineData("image/*", "image/webp")]
    [InlineData("image/avif,image/webp,image/apng,image/*,*/*;q=0.8", "image/webp")]
    [InlineData("image/jpeg", "image/jpeg")]
    [InlineData("image/jpeg, image/webp;q=0.5", "image/jpeg")]
    [InlineData("image/webp;q=0, image/*", "image/jpeg")]
    [InlineData("image/png", "image/jpeg")]
    [InlineData("nonsense", null)]
    public async Task A_picture_is_webp_or_jpeg_as_the_client_likes(string? accept, string? expected)
    {
        var answer = await Get(Small, accept is null ? [] : [("Accept", accept)]);
        answer.Is(200);
        Assert.Equal(
            answer.ContentType == "image/webp" ? ImageFormat.Webp : ImageFormat.Jpeg,
            ImageFormats.Detect(answer.Bytes));
        Assert.True(expected is null || answer.ContentType == expected, $"{answer}");
        Assert.Equal((200, 160), Pictures.SizeOf(answer.Bytes));
    }

    [Theory]
    [InlineData("image/webp")]
    [InlineData("image/jpeg")]
    public async Task What_hides_behind_a_picture_is_never_served(string accept)
    {
        var file = Pictures.Sunset(seed: 9);
        var mediaId = await _bob.UploadsReady([.. file, .. "<html><script>hidden()</script>"u8]);

        foreach (var variant in (string[])["thumbnail", "small", "medium", "large"])
        {
            var path = $"/media/{mediaId}/{variant}";
            var answer = (await _bob.Send(HttpMethod.Get, path, null, ("Accept", accept))).Is(200);
            Assert.Equal(accept, answer.ContentType);
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal(-1, answer.Bytes.AsSpan().IndexOf("hidden"u8));
        }
        (await _bob.Get($"/media/{mediaId}/original")).NotFound();
    }

    [Fact]
    public async Task A_picture_says_how_it_may_be_kept()
    {
        var webp = (await Get(Small)).Is(200);
        var jpeg = (await Get(Small, ("Accept", "image/jpeg"))).Is(200);
        foreach (var answer in new[] { webp, jpeg })
        {
            Assert.Equal(["no-cache", "private"], answer.Header("Cache-Control")!.Split(", ").Order());
            Assert.Equal("Accept", answer.Header("Vary"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("bytes", answer.Header("Accept-Ranges"));
            Assert.Equal(answer.Bytes.Length, answer.ContentHeaders.ContentLength);
        }
        Assert.NotEqual(webp.Headers.ETag, jpeg.Headers.ETag);
        Assert.False(webp.Headers.ETag!.IsWeak);
    }

    [Fact]
    public async Task Who_has_a_picture_already_is_told_so_without_its_bytes()
    {
        var etag = (await Get(Small)).Headers.ETag!.ToString();
        var again = await Get(Small, ("If-None-Match", etag));
        again.Is(304);
        Assert.Equal(etag, again.Headers.ETag!.ToString());
        (await Get(Small, ("If-None-Match", etag), ("Accept", "image/jpeg"))).Is(200);
        (await Get(Small, ("If-None-Match", "\"another\""))).Is(200);
    }

    [Fact]
    public async Task Who_has_a_picture_that_is_closed_now_is_not_told_so()
    {
        var eve = await _product.SignUp("eve");
        var etag = (await eve.Get(Small)).Headers.ETag!.ToString();
        await _bob.BecomesPrivate();
        (await eve.Send(HttpMethod.Get, Small, null, ("If-None-Match", etag))).NotFound();
        (await eve.Send(HttpMethod.Get, Small, null, ("Range", "bytes=0-9"))).NotFound();
    }

    [Fact]
    public async Task A_part_of_a_picture_can_be_asked_for()
    {
        var whole = (await Get(Small)).Bytes;
        var part = (await Get(Small, ("Range", "bytes=10-19"))).Is(206);
        Assert.Equal(whole[10..20], part.Bytes);
        Assert.Equal($"bytes 10-19/{whole.Length}", part.ContentHeaders.ContentRange!.ToString());
        var end = (await Get(Small, ("Range", "bytes=-5"))).Is(206);
        Assert.Equal(whole[^5..], end.Bytes);
        Assert.Equal(416, (await Get(Small, ("Range", $"bytes={whole.Length}-"))).Status);
        var stale = (await Get(Small, ("Range", "bytes=10-19"), ("If-Range", "\"another\""))).Is(200);
        Assert.Equal(whole, stale.Bytes);
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=7-", 7, null)]
    [InlineData("bytes=-1", -1, null)]
    [InlineData("bytes=-1000000", 0, null)]
    [InlineData("bytes=5-1000000", 5, null)]
    public async Task A_part_ends_where_the_picture_ends(string range, int from, int? to)
    {
        var whole = (await Get(Small)).Bytes;
        var start = from < 0 ? whole.Length + from : from;

        var part = (await Get(Small, ("Range", range))).Is(206);

        Assert.Equal(whole[start..(to ?? whole.Length)], part.Bytes);
        Assert.Equal(
            $"bytes {start}-{(to ?? whole.Length) - 1}/{whole.Length}", part.ContentHeaders.ContentRange!.ToString());
    }

    [Theory]
    [InlineData("bytes=0-1, 4-5")]
    [InlineData("bytes=5-1")]
    [InlineData("lines=1-2")]
    [InlineData("bytes")]
    [InlineData("bytes=x-y")]
    public async Task Parts_that_are_none_or_many_are_answered_with_all(string range)
    {
        var whole = (await Get(Small)).Bytes;

        var answer = (await Get(Small, ("Range", range))).Is(200);

        Assert.Equal(whole, answer.Bytes);
        Assert.Null(answer.ContentHeaders.ContentRange);
    }

    [Theory]
    [InlineData("bytes=1000000-")]
    [InlineData("bytes=-0")]
    public async Task A_part_beyond_the_end_is_refused_with_the_length(string range)
    {
        var whole = (await Get(Small)).Bytes;

        var refusal = await Get(Small, ("Range", range));

        Assert.Equal(416, refusal.Status);
        Assert.Equal($"bytes */{whole.Length}", refusal.ContentHeaders.ContentRange!.ToString());
    }

    [Fact]
    public async Task A_part_is_of_the_very_bytes_that_the_client_began_with()
    {
        var whole = await Get(Small);
        var etag = whole.Headers.ETag!.ToString();

        Assert.Equal(whole.Bytes[..4], (await Get(Small, ("Range", "bytes=0-3"), ("If-Range", etag))).Is(206).Bytes);
        foreach (var other in new[] { "\"another\"", $"W/{etag}", "Sat, 21 Nov 2026 06:00:00 GMT" })
        {
            Assert.Equal(whole.Bytes, (await Get(Small, ("Range", "bytes=0-3"), ("If-Range", other))).Is(200).Bytes);
        }
        var head = (await _product.Nobody.Send(HttpMethod.Head, Small, null, ("Range", "bytes=0-3"))).Is(200);
        Assert.Equal(whole.Bytes.Length, head.ContentHeaders.ContentLength);
    }

    [Fact]
    public async Task What_a_client_has_is_compared_by_name_alone()
    {
        var etag = (await Get(Small)).Headers.ETag!.ToString();

        foreach (var known in new[] { "*", $"W/{etag}", $"\"another\", {etag}" })
        {
            var same = await Get(Small, ("If-None-Match", known), ("Range", "bytes=0-3"));
            same.Is(304);
            Assert.Empty(same.Bytes);
            Assert.Equal(["no-cache", "private"], same.Header("Cache-Control")!.Split(", ").Order());
            Assert.Equal("Accept", same.Header("Vary"));
        }
        (await Get(Small, ("If-None-Match", "nonsense"))).Is(200);
        (await Get(Small, ("If-Modified-Since", "Sat, 21 Nov 2099 06:00:00 GMT"))).Is(200);
        (await Get(Small, ("If-Match", etag))).Is(200);
        Assert.Equal(412, (await Get(Small, ("If-Match", "\"another\""))).Status);
        Assert.Equal(412, (await Get(Small, ("If-Match", "\"another\""), ("If-None-Match", etag))).Status);
    }

    [Fact]
    public async Task A_head_has_the_headers_and_no_bytes()
    {
        var get = (await Get(Small)).Is(200);
        var head = (await _product.Nobody.Send(HttpMethod.Head, Small)).Is(200);
        Assert.Empty(head.Bytes);
        Assert.Equal(get.ContentHeaders.ContentLength, head.ContentHeaders.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.ContentType, head.ContentType);
    }

    [Fact]
    public async Task A_picture_is_also_served_beside_the_other_calls_about_media()
    {
        var picture = (await Get(Small)).Is(200);
        Assert.Equal(picture.Bytes, (await Get($"/api/v1{Small}")).Is(200).Bytes);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("original")]
    [InlineData("SMALL")]
    [InlineData("small.webp")]
    [InlineData("..%2Foriginal")]
    public async Task There_is_no_other_variant(string variant) =>
        (await _bob.Get($"/media/{_post.Media[0].Id}/{variant}")).NotFound();

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    public async Task There_is_no_other_picture(string id) => (await _bob.Get($"/media/{id}/small")).NotFound();

    [Fact]
    public async Task A_picture_in_no_post_is_its_owners_alone()
    {
        var eve = await _product.SignUp("eve");
        var mediaId = await _bob.UploadsReady(Pictures.Sunset(seed: 3));
        (await _bob.Get($"/media/{mediaId}/small")).Is(200);
        (await eve.Get($"/media/{mediaId}/small")).NotFound();
        (await _product.Nobody.Get($"/media/{mediaId}/small")).NotFound();
    }

    [Fact]
    public async Task A_picture_of_a_deleted_post_is_gone_for_everyone()
    {
        var eve = await _product.SignUp("eve");
        (await eve.Get(Small)).Is(200);
        await _bob.Deletes(_post);
        (await eve.Get(Small)).NotFound();
        (await _bob.Get(Small)).NotFound();
        (await _product.Nobody.Get(Small)).NotFound();
        var mediaId = _post.Media[0].Id;
        (await _bob.Get($"/api/v1/media/uploads/{mediaId}")).NotFound();
        (await _bob.Completes(mediaId)).NotFound();
        (await _bob.Post("/api/v1/posts", new { mediaIds = new[] { mediaId } })).NotFound();
        (await _bob.Post("/api/v1/stories", new { mediaId })).NotFound();
        (await _bob.Put("/api/v1/users/me/avatar", new { mediaId })).NotFound();
    }

    [Fact]
    public async Task The_cookie_of_a_session_shows_pictures()
    {
        await _bob.BecomesPrivate();
        (await Get(Small)).NotFound();
        (await Get(Small, ("Cookie", $"session={_bob.AccessToken}"))).Is(200);
        (await Get(Small, ("Cookie", "session=nonsense"))).NotFound();
        (await Get(Small, ("Authorization", "Bearer nonsense"), ("Cookie", $"session={_bob.AccessToken}")))
            .Problem(401, "unauthenticated");
    }

    private Task<Answer> Get(string path, params (string, string)[] headers) =>
        _product.Nobody.Send(HttpMethod.Get, path, null, headers);
}
