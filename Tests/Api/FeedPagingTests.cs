namespace Instagram.Tests.Api;

/// <summary>GET /feed, and what all lists share: limits and cursors.</summary>
[Collection(ApiGroup.Name)]
public sealed class FeedPagingTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_feed_has_twenty_posts_a_page_unless_another_number_is_asked_for()
    {
        var bob = await _product.SignUp("bob");
        await new QuickPosts(_product).Old(bob, 25);
        Assert.Equal(20, (await bob.Feed()).Posts.Count);
        Assert.Equal(20, (await bob.Feed("?order=ranked")).Posts.Count);
        Assert.Single((await bob.Feed("?limit=1")).Posts);
        var whole = await bob.Feed("?limit=100");
        Assert.Equal((25, null, false), (whole.Posts.Count, whole.Cursor, whole.HasMore));
    }

    [Theory]
    [InlineData("best")]
    [InlineData("")]
    [InlineData("RANKED")]
    [InlineData("0")]
    public async Task There_are_two_orders(string order)
    {
        var bob = await _product.SignUp("bob");
        (await bob.Get($"/api/v1/feed?order={order}")).Invalid("order");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("%00")]
    public async Task A_limit_is_from_1_to_100(string limit)
    {
        var bob = await _product.SignUp("bob");
        foreach (var list in Lists(bob))
        {
            (await bob.Get($"{list}?limit={limit}")).Invalid("limit");
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%00")]
    [InlineData("%F0%9F%8C%85")]
    [InlineData("12345678901234567")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_broken_cursor_is_400(string cursor)
    {
        var bob = await _product.SignUp("bob");
        foreach (var list in Lists(bob))
        {
            (await bob.Get($"{list}?cursor={cursor}")).Invalid("cursor");
        }
    }

    [Theory]
    [InlineData("ranked")]
    [InlineData("latest")]
    public async Task A_cursor_belongs_to_its_list_its_order_and_its_account(string order)
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await new QuickPosts(_product).Old(bob, 3);
        await alice.Follows(bob);
        var cursor = (await bob.Feed($"?order={order}&limit=1")).Cursor!;
        (await bob.Get($"/api/v1/feed?order={order}&cursor={cursor}")).Is(200);

        (await alice.Get($"/api/v1/feed?order={order}&cursor={cursor}")).Invalid("cursor");
        (await bob.Get($"/api/v1/feed?order={(order == "ranked" ? "latest" : "ranked")}&cursor={cursor}"))
            .Invalid("cursor");
        (await bob.Get($"{bob.Path()}/posts?cursor={cursor}")).Invalid("cursor");
        var changed = (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..];
        (await bob.Get($"/api/v1/feed?order={order}&cursor={changed}")).Invalid("cursor");
        (await bob.Get($"/api/v1/feed?order={order}&cursor={cursor[..^1]}")).Invalid("cursor");
    }

    [Fact]
    public async Task A_cursor_of_one_profile_is_none_of_another()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await new QuickPosts(_product).Old(bob, 3);
        var cursor = (await bob.List<PostShape>($"{bob.Path()}/posts?limit=1")).Cursor;
        (await bob.Get($"{alice.Path()}/posts?cursor={cursor}")).Invalid("cursor");
        (await bob.Get($"{bob.Path()}/followers?cursor={cursor}")).Invalid("cursor");
        Assert.Equal(2, (await alice.List<PostShape>($"{bob.Path()}/posts?cursor={cursor}")).Items.Count);
    }

    private static string[] Lists(Member member) =>
    [
        "/api/v1/feed", "/api/v1/follow-requests", $"{member.Path()}/posts", $"{member.Path()}/followers",
        $"{member.Path()}/following",
    ];
}
