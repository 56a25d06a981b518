namespace Instagram.Tests.Api;

/// <summary>Errors are whole problems whatever a client accepts or sends around its request.</summary>
[Collection(ApiGroup.Name)]
public sealed class ProblemTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("text/event-stream")]
    [InlineData("text/html;q=0.1")]
    public async Task A_client_that_accepts_no_JSON_gets_a_whole_problem_all_the_same(string accept)
    {
        (await _product.Nobody.Send(HttpMethod.Get, "/media/123456789/small", null, ("Accept", accept))).NotFound();
        (await _product.Nobody.Send(HttpMethod.Get, "/api/v1/feed", null, ("Accept", accept)))
            .Problem(401, "unauthenticated");
    }

    [Theory]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=nothing")]
    public async Task JSON_in_another_charset_is_not_supported(string contentType) =>
        (await _product.Nobody.SendRaw(HttpMethod.Post, "/api/v1/auth/login", "{}", contentType))
            .Problem(415, "unsupported_media");

    [Fact]
    public async Task There_is_one_description_and_no_other_by_any_name()
    {
        (await _product.Nobody.Get("/openapi/v1.json")).Is(200);
        (await _product.Nobody.Get("/openapi/v1.json?documentName=v2")).Is(200);
        (await _product.Nobody.Get("/openapi/v2.json")).NotFound();
    }

    [Fact]
    public async Task A_range_beyond_a_picture_is_a_problem()
    {
        var bob = await _product.SignUp("bob");
        var post = await bob.Posts(Pictures.Sunset());
        var address = post.Media[0].Urls.Small;
        (await bob.Send(HttpMethod.Get, address, null, ("Range", "bytes=99999999-"))).Problem(416, "invalid");
        (await bob.Send(HttpMethod.Get, address, null, ("If-Match", "\"another\""))).Problem(412, "invalid");
    }

    [Fact]
    public async Task A_device_may_name_itself_at_any_length()
    {
        var bob = await _product.SignUp("bob");
        var name = new string('x', 199) + "\U0001F600 and more";
        var content = System.Net.Http.Json.JsonContent.Create(new { login = bob.Username, password = Member.Password });
        (await _product.Nobody.Send(HttpMethod.Post, "/api/v1/auth/login", content, ("User-Agent", name))).Is(200);
    }

    [Fact]
    public async Task A_profile_picture_is_in_no_post_and_a_posts_picture_is_no_profile_picture()
    {
        var bob = await _product.SignUp("bob");
        var avatar = await bob.UploadsReady(Pictures.Sunset());
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId = avatar })).Is(200);
        (await bob.Post("/api/v1/posts", new { mediaIds = new[] { avatar } })).Problem(409, "conflict");

        var post = await bob.Posts(Pictures.Sunset());
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId = post.Media[0].Id })).Problem(409, "conflict");
        Assert.Equal($"/media/{avatar}/thumbnail", (await bob.Me()).AvatarUrl);
    }

    [Fact]
    public async Task Sessions_come_in_pages()
    {
        var bob = await _product.SignUp("bob");
        await bob.SignsInAgain();
        await bob.SignsInAgain();
        Assert.Equal(3, (await bob.All<SessionShape>("/api/v1/auth/sessions", 2)).Count);
        (await bob.Get("/api/v1/auth/sessions?limit=0")).Invalid("limit");
        (await bob.Get("/api/v1/auth/sessions?cursor=broken")).Invalid("cursor");
    }
}
