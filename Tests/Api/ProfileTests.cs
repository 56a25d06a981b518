namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class ProfileTests(ProductFixture fixture)
{
    private const string Me = "/api/v1/users/me";

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task What_is_absent_from_a_change_stays()
    {
        var alice = await _product.SignUp("alice");
        (await alice.Patch(Me, new { displayName = "Alice A.", bio = "Line one\nline two 🌅" })).Is(200);
        (await alice.Patch(Me, new { isPrivate = true })).Is(200);
        var changed = (await alice.Patch(Me, new { })).As<UserShape>();
        Assert.Equal(
            ("Alice A.", "Line one\nline two 🌅", true), (changed.DisplayName, changed.Bio, changed.IsPrivate));
        Assert.Equal(changed, await alice.Me());
    }

    [Fact]
    public async Task A_profile_can_be_emptied_but_for_its_name()
    {
        var alice = await _product.SignUp("alice");
        (await alice.Patch(Me, new { bio = "something" })).Is(200);
        Assert.Equal("", (await alice.Patch(Me, new { bio = "" })).As<UserShape>().Bio);
        (await alice.Patch(Me, new { displayName = "   " })).Invalid("displayName");
    }

    [Theory]
    [InlineData("displayName", 100, 200)]
    [InlineData("displayName", 101, 400)]
    [InlineData("bio", 500, 200)]
    [InlineData("bio", 501, 400)]
    public async Task A_profile_has_limits(string field, int length, int status)
    {
        var alice = await _product.SignUp("alice");
        var answer = await alice.Patch(Me, new Dictionary<string, string> { [field] = new('x', length) });
        answer.Is(status);
        if (status == 400)
        {
            answer.Invalid(field);
        }
    }

    [Theory]
    [InlineData("""{"displayName":"a\u0000b"}""", "displayName")]
    [InlineData("""{"bio":"a\u0000b"}""", "bio")]
    public async Task A_profile_has_no_nul(string body, string field)
    {
        var alice = await _product.SignUp("alice");
        (await alice.SendRaw(HttpMethod.Patch, Me, body)).Invalid(field);
    }

    [Fact]
    public async Task A_profile_is_found_by_id_and_by_name_in_any_case()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var byId = await alice.Profile(bob);
        Assert.Equal(bob.Username, byId.Username);
        foreach (var name in new[] { bob.Username, bob.Username.ToUpperInvariant() })
        {
            Assert.Equal(byId, (await alice.Get($"/api/v1/users/by-username/{name}")).As<UserShape>());
        }
        var anonymous = (await _product.Nobody.Get(bob.Path())).As<UserShape>();
        Assert.Equal(byId with { Viewer = null }, anonymous);
        Assert.Equal(anonymous, (await _product.Nobody.Get($"/api/v1/users/by-username/{bob.Username}"))
            .As<UserShape>());
    }

    [Fact]
    public async Task A_profile_tells_how_its_viewer_stands_to_it()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        Assert.Equal(new UserViewerShape(true, false, false, false, false), (await alice.Profile(bob)).Viewer);
        Assert.Equal(new UserViewerShape(false, false, true, false, false), (await bob.Profile(alice)).Viewer);
    }

    [Theory]
    [InlineData("nobody_has_this_name")]
    [InlineData("%ED%A0%80")]
    [InlineData("x%2Fy")]
    [InlineData("%20")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_name_that_nobody_has_is_404(string name) =>
        (await _product.Nobody.Get($"/api/v1/users/by-username/{name}")).NotFound();

    [Fact]
    public async Task A_profile_picture_is_for_everyone_who_sees_the_profile()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await bob.BecomesPrivate();
        var mediaId = await bob.UploadsReady(Pictures.Sunset());
        var path = $"/media/{mediaId}/thumbnail";
        (await alice.Get(path)).NotFound();
        (await bob.Get(path)).Is(200);

        var changed = (await bob.Put("/api/v1/users/me/avatar", new { mediaId })).As<UserShape>();

        Assert.Equal(path, changed.AvatarUrl);
        Assert.Equal(path, (await alice.Profile(bob)).AvatarUrl);
        (await alice.Get(path)).Is(200);
        (await _product.Nobody.Get(path)).Is(200);

        (await bob.Delete("/api/v1/users/me/avatar")).Is(204);
        (await bob.Delete("/api/v1/users/me/avatar")).Is(204);
        Assert.Null((await bob.Me()).AvatarUrl);
        (await alice.Get(path)).NotFound();
    }

    [Fact]
    public async Task A_picture_of_a_post_or_one_that_is_not_ready_is_no_profile_picture()
    {
        var bob = await _product.SignUp("bob");
        var posted = (await bob.Posts(Pictures.Sunset())).Media[0].Id;
        var pending = (await bob.Announces(Pictures.Sunset())).MediaId;
        var rejected = (await bob.Settled(await bob.Uploads(Pictures.NoPicture()))).Id;
        foreach (var mediaId in new[] { posted, pending, rejected })
        {
            (await bob.Put("/api/v1/users/me/avatar", new { mediaId })).Problem(409, "conflict");
        }
    }

    [Fact]
    public async Task A_foreign_picture_and_one_that_never_was_are_404_alike()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var foreign = await alice.Put(
            "/api/v1/users/me/avatar", new { mediaId = await bob.UploadsReady(Pictures.Sunset()) });
        foreign.NotFound();
        foreach (var mediaId in new[] { "1", "12345678901234567", "-1", "x", "99999999999999999999" })
        {
            var unknown = await alice.Put("/api/v1/users/me/avatar", new { mediaId });
            unknown.NotFound();
            Assert.Equal(foreign.WithoutTrace(), unknown.WithoutTrace());
        }
        (await alice.Put("/api/v1/users/me/avatar", new { })).Invalid("mediaId");
    }
}
