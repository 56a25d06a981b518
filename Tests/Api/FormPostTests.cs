namespace Instagram.Tests.Api;

/// <summary>POST /posts as a form.</summary>
[Collection(ApiGroup.Name)]
public sealed class FormPostTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_form_without_a_picture_is_refused()
    {
        var bob = await _product.SignUp("bob");
        Assert.Equal(400, (await bob.PostsForm([("caption", "nothing")])).Status);
        Assert.Equal(0, (await bob.Me()).PostCount);
    }

    [Fact]
    public async Task A_form_with_eleven_pictures_is_refused()
    {
        var bob = await _product.SignUp("bob");
        var images = Enumerable.Range(0, 11).Select(i => (Pictures.Sunset(20, 20, i), "image/jpeg"));
        (await bob.PostsForm([], [.. images])).Invalid("image");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("\"Paris\"")]
    public async Task The_location_of_a_form_is_json(string location)
    {
        var bob = await _product.SignUp("bob");
        (await bob.PostsForm([("location", location)], (Pictures.Sunset(), "image/jpeg"))).Invalid("location");
    }

    [Fact]
    public async Task A_form_is_checked_like_json()
    {
        var bob = await _product.SignUp("bob");
        (await bob.PostsForm([("caption", new string('c', 2_201))], (Pictures.Sunset(), "image/jpeg")))
            .Invalid("caption");
        (await bob.PostsForm([("altText", "1"), ("altText", "2")], (Pictures.Sunset(), "image/jpeg")))
            .Problem(400, "invalid");
        (await bob.PostsForm([("location", """{"name":"x","lat":100,"lng":0}""")], (Pictures.Sunset(), "image/jpeg")))
            .Invalid("location.lat");
        Assert.Equal(0, (await bob.Me()).PostCount);
    }

    [Fact]
    public async Task What_is_no_picture_by_name_and_by_content_is_415()
    {
        var bob = await _product.SignUp("bob");
        (await bob.PostsForm([], (Pictures.NoPicture(), "text/plain"))).Problem(415, "unsupported_media");
    }

    [Fact]
    public async Task A_picture_without_a_fitting_name_is_known_by_its_content()
    {
        var bob = await _product.SignUp("bob");
        var answer = await bob.PostsForm([], (Pictures.Png(), "application/octet-stream"));
        await bob.Published(answer.As<PostShape>(201));
    }

    [Fact]
    public async Task A_picture_of_more_than_thirty_megabytes_is_413()
    {
        var bob = await _product.SignUp("bob");
        var large = new byte[(30 * 1024 * 1024) + 1];
        Pictures.Sunset().CopyTo(large, 0);
        (await bob.PostsForm([], (large, "image/jpeg"))).Problem(413, "too_large");
        Assert.Equal(0, (await bob.Me()).PostCount);
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        var bob = await _product.SignUp("bob");
        (await bob.PostsForm([], ([], "image/jpeg"))).Problem(400, "invalid");
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("multipart/form-data; boundary=")]
    public async Task A_broken_form_is_the_clients_fault(string contentType)
    {
        var bob = await _product.SignUp("bob");
        var answer = await bob.SendRaw(HttpMethod.Post, "/api/v1/posts", "no form at all"u8.ToArray(), contentType);
        answer.Problem(400, "invalid");
    }
}
