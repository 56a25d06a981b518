namespace Instagram.Tests.Api;

/// <summary>What no client should send when it edits or leaves.</summary>
[Collection(ApiGroup.Name)]
public sealed class EditingInputTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_bad_edit_is_refused_with_its_fields_and_changes_nothing()
    {
        var bob = await _product.SignUp("bob");
        var post = await bob.Posts(Pictures.Sunset());
        (await bob.Patch(post.Path(), new { caption = new string('x', 2_201) })).Invalid("caption");
        (await bob.Patch(post.Path(), new { altTexts = new[] { new string('x', 1_001) } })).Invalid("altTexts");
        (await bob.Patch(post.Path(), new { altTexts = new[] { "one", "two" } })).Invalid("altTexts");
        (await bob.Patch(post.Path(), new { location = new { } }))
            .Invalid("location.name", "location.lat", "location.lng");
        (await bob.Patch(post.Path(), new { location = new { name = "Far", lat = 91, lng = -181 } }))
            .Invalid("location.lat", "location.lng");
        (await bob.SendRaw(HttpMethod.Patch, post.Path(), """{"location":"Paris"}""")).Problem(400, "invalid");
        (await bob.SendRaw(HttpMethod.Patch, post.Path(), """{"altTexts":"one"}""")).Problem(400, "invalid");
        (await bob.Patch(post.Path(), new { caption = "ok", altTexts = new[] { "one", "two" } })).Invalid("altTexts");

        var kept = (await bob.Get(post.Path())).As<PostShape>();
        Assert.Equal((post.Caption, null), (kept.Caption, kept.EditedAt));
        Assert.Equal(2_200, (await bob.Edits(post, new { caption = new string('x', 2_200) })).Caption.Length);
    }

    [Fact]
    public async Task Nulls_in_an_edit_leave_caption_and_texts()
    {
        var bob = await _product.SignUp("bob");
        var post = await bob.Posts(Pictures.Sunset());
        var same = (await bob.SendRaw(
            HttpMethod.Patch, post.Path(), """{"caption":null,"altTexts":null,"changesLocation":true}"""))
            .As<PostShape>();
        Assert.Equal((post.Caption, null), (same.Caption, same.EditedAt));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"password":""}""")]
    [InlineData("""{"password":null}""")]
    public async Task Leaving_asks_for_the_password(string body)
    {
        var bob = await _product.SignUp("bob");
        (await bob.SendRaw(HttpMethod.Delete, "/api/v1/users/me", body)).Invalid("password");
        (await bob.Delete("/api/v1/users/me")).Problem(400, "invalid");
        await bob.Me();
    }

    [Fact]
    public async Task A_wrong_password_closes_nothing()
    {
        var bob = await _product.SignUp("bob");
        (await bob.AsksToLeave("not the password")).Problem(403, "forbidden");
        await bob.Me();
        Assert.Equal(bob.Id, (await bob.SignsInAgain()).Id);
    }
}
