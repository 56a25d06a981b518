namespace Instagram.Tests.Scenarios;

/// <summary>What a reader keeps for later is theirs alone, and never shows what they may no longer see.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class SavedPostTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task Saved_posts_are_listed_newest_save_first()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var (older, newer) = (await bob.Posts(Pictures.Sunset()), await bob.Posts(Pictures.Sunset()));
        (await alice.Post($"{newer.Path()}/save")).Is(204);
        (await alice.Post($"{older.Path()}/save")).Is(204);
        (await alice.Post($"{older.Path()}/save")).Is(204);

        var saved = await alice.All<PostShape>("/api/v1/users/me/saved", 1);
        Assert.Equal([older.Id, newer.Id], saved.Select(post => post.Id));
        Assert.All(saved, post => Assert.True(post.Viewer.Saved));
        Assert.False((await bob.Get(older.Path())).As<PostShape>().Viewer.Saved);

        (await alice.Delete($"{older.Path()}/save")).Is(204);
        Assert.Equal(newer.Id, Assert.Single((await alice.List<PostShape>("/api/v1/users/me/saved")).Items).Id);
    }

    [Fact]
    public async Task A_saved_post_that_is_hidden_now_is_not_listed()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var post = await bob.Posts(Pictures.Sunset());
        (await alice.Post($"{post.Path()}/save")).Is(204);
        await bob.BecomesPrivate();
        Assert.Empty((await alice.List<PostShape>("/api/v1/users/me/saved")).Items);
        (await alice.Post($"{post.Path()}/save")).NotFound();
        await bob.BecomesPublic();
        Assert.Single((await alice.List<PostShape>("/api/v1/users/me/saved")).Items);
    }
}
