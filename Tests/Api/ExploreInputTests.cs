namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class ExploreInputTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("/api/v1/explore")]
    [InlineData("/api/v1/trending/hashtags")]
    public async Task A_limit_or_cursor_that_is_none_is_400_of_that_field(string path)
    {
        var alice = await _product.SignUp("alice");
        foreach (var limit in new[] { "0", "101", "-1", "x", "" })
        {
            Assert.Equal(["limit"], (await alice.Get($"{path}?limit={limit}")).Problem(400, "invalid").Errors!.Keys);
        }
        foreach (var cursor in new[] { "x", "", "AAAAAAAAAAAAAAAAAAAAAA", new string('A', 5_000) })
        {
            Assert.Equal(["cursor"], (await alice.Get($"{path}?cursor={cursor}")).Problem(400, "invalid").Errors!.Keys);
        }
    }

    [Fact]
    public async Task Nobody_signed_in_explores_nothing()
    {
        (await _product.Nobody.Get("/api/v1/explore")).Problem(401, "unauthenticated");
        (await _product.Nobody.Get("/api/v1/trending/hashtags")).Problem(401, "unauthenticated");
    }

    [Fact]
    public async Task The_cursor_of_another_account_is_400()
    {
        var (alice, bob, cara) =
            (await _product.SignUp("alice"), await _product.SignUp("bob"), await _product.SignUp("cara"));
        await alice.DiscoversOnceIndexed(await bob.PostsAbout("one"), await cara.PostsAbout("two"));
        var page = await alice.Explores("?limit=1");
        (await bob.Get($"/api/v1/explore?cursor={page.Cursor}")).Problem(400, "invalid");
        (await alice.Get($"/api/v1/trending/hashtags?cursor={page.Cursor}")).Problem(400, "invalid");
    }
}
