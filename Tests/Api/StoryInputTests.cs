namespace Instagram.Tests.Api;

/// <summary>What no client should send about stories.</summary>
[Collection(ApiGroup.Name)]
public sealed class StoryInputTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_story_needs_a_medium_of_ones_own_that_is_usable()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        (await bob.Post("/api/v1/stories", new { })).Invalid("mediaId");
        (await bob.Post("/api/v1/stories", new { mediaId = "" })).Invalid("mediaId");
        foreach (var mediaId in new[] { "nothing", "0", "-1", Routes.Id, await eve.UploadsReady(Pictures.Sunset()) })
        {
            (await bob.Post("/api/v1/stories", new { mediaId })).NotFound();
        }
        var rejected = await bob.Uploads(Pictures.Damaged());
        Assert.Equal("rejected", (await bob.Settled(rejected)).Status);
        (await bob.Post("/api/v1/stories", new { mediaId = rejected })).Problem(409, "conflict");
        Assert.Empty(await bob.StoriesOf(bob));
    }

    [Fact]
    public async Task An_answer_has_1_to_1000_characters()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        var story = await bob.PostsStory();
        foreach (var text in new[] { null, "", "   ", new string('x', 1_001), "a\0b" })
        {
            (await alice.Post($"{story.Path()}/reply", new { text })).Invalid("text");
        }
        Assert.Empty((await bob.List<StoryReplyShape>($"{story.Path()}/replies")).Items);
    }

    [Fact]
    public async Task Lists_about_stories_take_their_own_cursors_only()
    {
        var bob = await _product.SignUp("bob");
        var story = await bob.PostsStory();
        await bob.PostsStory();
        var list = $"{bob.Path()}/stories";
        var cursor = (await bob.List<StoryShape>($"{list}?limit=1")).Cursor;
        foreach (var path in new[] { list, $"{story.Path()}/viewers", $"{story.Path()}/replies" })
        {
            (await bob.Get($"{path}?cursor=broken")).Invalid("cursor");
            (await bob.Get($"{path}?limit=0")).Invalid("limit");
            (await bob.Get($"{path}?limit=101&cursor=x")).Invalid("limit", "cursor");
        }
        (await bob.Get($"{story.Path()}/viewers?cursor={cursor}")).Invalid("cursor");
    }

    [Fact]
    public async Task What_is_no_story_is_404_like_a_hidden_one()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        var story = await bob.PostsStory();
        await bob.BecomesPrivate();
        await eve.DoesNotSeeStory(bob, story);
        await eve.DoesNotSeeStory(bob, story with { Id = Routes.Id });
        Assert.Equal(
            (await eve.Get($"/api/v1/users/{Routes.Id}/stories")).WithoutTrace(),
            (await eve.Get($"{bob.Path()}/stories")).WithoutTrace());
        Assert.Equal(
            (await eve.Delete($"/api/v1/stories/{Routes.Id}")).WithoutTrace(),
            (await eve.Delete(story.Path())).WithoutTrace());
    }
}
