namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class NotificationInputTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task An_unknown_or_foreign_notice_cannot_be_marked_as_seen()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        var notice = await bob.IsTold("follow");
        foreach (var upTo in new[] { notice.Id, Routes.Id, "x", "-1", "01", "99999999999999999999", "null" })
        {
            (await alice.Post("/api/v1/notifications/seen", new { upTo })).NotFound();
        }
        Assert.False((await bob.IsTold("follow")).Seen);
        Assert.Equal(
            (await alice.Post("/api/v1/notifications/seen", new { upTo = notice.Id })).WithoutTrace(),
            (await alice.Post("/api/v1/notifications/seen", new { upTo = Routes.Id })).WithoutTrace());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"upTo":null}""")]
    [InlineData("""{"upTo":""}""")]
    public async Task Marking_as_seen_needs_a_notice(string body) =>
        (await (await _product.SignUp("bob")).SendRaw(HttpMethod.Post, "/api/v1/notifications/seen", body))
            .Invalid("upTo");

    [Theory]
    [InlineData("""{"upTo":1}""")]
    [InlineData("""{"upTo":["1"]}""")]
    public async Task An_id_is_text(string body) =>
        (await (await _product.SignUp("bob")).SendRaw(HttpMethod.Post, "/api/v1/notifications/seen", body))
            .Problem(400, "invalid");

    [Fact]
    public async Task A_broken_cursor_and_a_limit_out_of_range_are_refused()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        await alice.Likes(await bob.Posts(Pictures.Sunset()));
        await bob.IsTold("like");
        await bob.IsTold("follow");
        var cursor = (await bob.List<NoticeShape>("/api/v1/notifications?limit=1")).Cursor!;
        Assert.Single((await bob.List<NoticeShape>($"/api/v1/notifications?limit=1&cursor={cursor}")).Items);
        (await alice.Get($"/api/v1/notifications?cursor={cursor}")).Invalid("cursor");
        (await bob.Get("/api/v1/notifications?cursor=broken")).Invalid("cursor");
        (await bob.Get("/api/v1/notifications?limit=0&cursor=")).Invalid("cursor", "limit");
        (await bob.Get("/api/v1/notifications?limit=101")).Invalid("limit");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task An_event_id_that_is_none_is_refused(string id) =>
        (await (await _product.SignUp("bob")).Send(HttpMethod.Get, "/api/v1/events", null, ("Last-Event-ID", id)))
            .Invalid("Last-Event-ID");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public async Task An_event_id_of_any_time_opens_the_stream(long id)
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await using var events = await EventListener.Open(bob, id);
        await alice.Follows(bob);
        Assert.Equal("follow", (await events.Next<NoticeShape>("notice")).Data.Kind);
    }

    [Fact]
    public async Task A_cookie_or_a_token_in_the_address_opens_no_stream()
    {
        var bob = await _product.SignUp("bob");
        (await _product.Nobody.Send(
            HttpMethod.Get, "/api/v1/events", null, ("Cookie", $"session={bob.AccessToken}")))
            .Problem(401, "unauthenticated");
        (await _product.Nobody.Get($"/api/v1/events?access_token={bob.AccessToken}"))
            .Problem(401, "unauthenticated");
    }
}
