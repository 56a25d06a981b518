namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class AnonymousTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    public static TheoryData<string, string> Closed => Routes.Data(Routes.Closed);

    public static TheoryData<string, string> Open => Routes.Data(Routes.Open.Where(route => route.Method == "GET"));

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task A_closed_route_is_401_whatever_it_names(string method, string path)
    {
        var answer = await _product.Nobody.Send(new HttpMethod(method), path);
        answer.Problem(401, "unauthenticated");
    }

    [Theory]
    [MemberData(nameof(Open))]
    public async Task An_open_route_is_404_for_what_is_not_there(string method, string path) =>
        (await _product.Nobody.Send(new HttpMethod(method), path)).NotFound();

    /// <summary>But those of moderators, which to everyone else are no routes.</summary>
    [Fact]
    public void Every_route_of_the_api_is_in_one_of_these_lists()
    {
        var mapped = RouteRecorder.Mapped(_product.Services)
            .Where(route => route.Contains(" /api/v1/", StringComparison.Ordinal)
                && !route.Contains(" /api/v1/admin/", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(mapped.Count, Routes.All.Distinct().Count());
    }

    [Fact]
    public async Task A_hidden_thing_on_a_closed_route_is_401_like_one_that_never_was()
    {
        var bob = await _product.SignUp("bob");
        await bob.BecomesPrivate();
        var post = await bob.Posts(Pictures.Sunset());
        var hidden = await _product.Nobody.Get($"{post.Path()}/likes");
        hidden.Problem(401, "unauthenticated");
        Assert.Equal(
            hidden.WithoutTrace(), (await _product.Nobody.Get("/api/v1/posts/123456789/likes")).WithoutTrace());
    }

    [Fact]
    public async Task Anyone_sees_a_public_post_with_its_pictures()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Likes(post);
        await _product.Nobody.Sees(post);
        var seen = (await _product.Nobody.Get(post.Path())).As<PostShape>();
        Assert.Equal((1, new PostViewerShape(false, false)), (seen.LikeCount, seen.Viewer));
        Assert.Null((await _product.Nobody.Get(bob.Path())).As<UserShape>().Viewer);
    }
}
