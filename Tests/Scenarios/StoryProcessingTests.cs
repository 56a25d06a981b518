namespace Instagram.Tests.Scenarios;

/// <summary>A story may be posted before its picture is ready: until then it is its author's alone.</summary>
public sealed class StoryProcessingTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() =>
        _product = await Product.Start(HeldProcessing.Setting, "Stories:MaxLive=2");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_story_shows_to_others_once_its_picture_is_ready()
    {
        var (bob, alice) = await BobAndHisFollower();
        var held = await HeldProcessing.Of(_product);
        var story = await bob.PostsStory(await bob.Uploads(Pictures.Sunset()));

        Assert.Equal(0, story.Media.Width);
        Assert.Equal(story.Id, Assert.Single(await bob.StoriesOf(bob)).Id);
        Assert.Equal(story.Id, Assert.Single(Assert.Single(await bob.Tray()).Items).Id);
        Assert.Empty((await bob.List<CardShape>($"{story.Path()}/viewers")).Items);
        await alice.DoesNotSeeStory(bob, story);

        held.LetGo();
        await bob.Settled(story.Media.Id);
        await alice.SeesStory(bob, story);
        Assert.Equal(200, Assert.Single(await alice.StoriesOf(bob)).Media.Width);
    }

    [Fact]
    public async Task A_story_of_a_picture_that_is_rejected_never_shows()
    {
        var (bob, alice) = await BobAndHisFollower();
        var held = await HeldProcessing.Of(_product);
        var story = await bob.PostsStory(await bob.Uploads(Pictures.Damaged()));
        held.LetGo();
        Assert.Equal("rejected", (await bob.Settled(story.Media.Id)).Status);
        Assert.Empty(await bob.StoriesOf(bob));
        Assert.Empty(await alice.Tray());
        (await bob.Get($"{story.Path()}/viewers")).NotFound();
        (await bob.Post("/api/v1/stories", new { mediaId = story.Media.Id })).Problem(409, "conflict");
    }

    [Fact]
    public async Task A_story_deleted_before_its_picture_is_ready_leaves_nothing()
    {
        var (bob, _) = await BobAndHisFollower();
        var held = await HeldProcessing.Of(_product);
        var story = await bob.PostsStory(await bob.Uploads(Pictures.Sunset()));
        (await bob.Delete(story.Path())).Is(204);
        held.LetGo();
        await Eventually.Becomes(
            () => bob.Get($"/api/v1/media/uploads/{story.Media.Id}"), answer => answer.Status == 404);
        await bob.DoesNotSeeStory(bob, story);
    }

    [Fact]
    public async Task Nobody_has_more_live_stories_than_the_limit()
    {
        var (bob, _) = await BobAndHisFollower();
        var first = await bob.PostsStory();
        await bob.PostsStory();
        var mediaId = await bob.UploadsReady(Pictures.Sunset());
        (await bob.Post("/api/v1/stories", new { mediaId })).Problem(409, "conflict");
        (await bob.Delete(first.Path())).Is(204);
        await bob.PostsStory(mediaId);
    }

    private async Task<(Member Bob, Member Alice)> BobAndHisFollower()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        return (bob, alice);
    }
}
