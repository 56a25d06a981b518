namespace Instagram.Tests.Scenarios;

/// <summary>Pictures for a day: a tray of them, who has seen them, what is answered, and no trace after.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class StoryTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_story_is_there_for_a_day_for_those_who_follow()
    {
        var (bob, alice) = await BobAndHisFollower();
        var story = await bob.PostsStory();

        Assert.Equal(TimeSpan.FromHours(24), story.ExpiresAt - story.CreatedAt);
        Assert.True(story.Seen);
        Assert.Equal(("image", 200), (story.Media.Kind, story.Media.Width));
        await alice.SeesStory(bob, story);
        await bob.SeesStory(bob, story);
        var shown = Assert.Single(await alice.Tray());
        Assert.Equal((bob.Id, true), (shown.User.Id, shown.HasUnseenItems));
        Assert.Equal(story with { Seen = false }, Assert.Single(shown.Items));
    }

    [Fact]
    public async Task The_tray_shows_the_unseen_first_and_then_the_newest()
    {
        var alice = await _product.SignUp("alice");
        var (bob, cleo, dan) = (
            await _product.SignUp("bob"), await _product.SignUp("cleo"), await _product.SignUp("dan"));
        await alice.Follows(bob, cleo, dan);
        var first = await bob.PostsStory();
        var second = await cleo.PostsStory();
        await dan.PostsStory();
        await alice.PostsStory();
        Assert.Equal([dan.Id, cleo.Id, bob.Id, alice.Id], await Order());

        await alice.Watches(first);
        Assert.Equal([dan.Id, cleo.Id, alice.Id, bob.Id], await Order());
        var third = await bob.PostsStory();
        Assert.Equal([bob.Id, dan.Id, cleo.Id, alice.Id], await Order());
        var entry = (await alice.Tray())[0];
        Assert.Equal([(first.Id, true), (third.Id, false)], entry.Items.Select(item => (item.Id, item.Seen)));
        await alice.Watches(third);
        await alice.Watches(second);
        Assert.Equal([dan.Id, bob.Id, alice.Id, cleo.Id], await Order());
        Assert.Equal([true, false, false, false], (await alice.Tray()).Select(shown => shown.HasUnseenItems));

        async Task<IEnumerable<string>> Order() => (await alice.Tray()).Select(shown => shown.User.Id);
    }

    [Fact]
    public async Task A_persons_stories_are_a_list_oldest_first()
    {
        var (bob, alice) = await BobAndHisFollower();
        var told = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            told.Add((await bob.PostsStory()).Id);
        }
        var read = await alice.All<StoryShape>($"{bob.Path()}/stories", 2);
        Assert.Equal(told, read.Select(story => story.Id));
    }

    [Fact]
    public async Task Who_has_seen_a_story_is_for_its_author_alone()
    {
        var (bob, alice) = await BobAndHisFollower();
        var eve = await _product.SignUp("eve");
        var story = await bob.PostsStory();
        await alice.Watches(story);
        await eve.Watches(story);
        await alice.Watches(story);
        await bob.Watches(story);

        var viewers = await bob.All<CardShape>($"{story.Path()}/viewers", 1);
        Assert.Equal([eve.Id, alice.Id], viewers.Select(viewer => viewer.Id));
        (await alice.Get($"{story.Path()}/viewers")).NotFound();
        Assert.True(Assert.Single(await alice.StoriesOf(bob)).Seen);

        (await eve.Post($"{bob.Path()}/block")).Is(204);
        Assert.Equal(alice.Id, Assert.Single((await bob.List<CardShape>($"{story.Path()}/viewers")).Items).Id);
    }

    [Fact]
    public async Task An_answer_reaches_the_author_and_nobody_else()
    {
        var (bob, alice) = await BobAndHisFollower();
        var story = await bob.PostsStory();
        await alice.Answers(story, "  What a light!  ");
        await alice.Answers(story, new string('x', 1_000));

        var replies = await bob.All<StoryReplyShape>($"{story.Path()}/replies", 1);
        Assert.Equal([new string('x', 1_000), "What a light!"], replies.Select(reply => reply.Text));
        Assert.All(replies, reply => Assert.Equal(alice.Id, reply.User.Id));
        (await alice.Get($"{story.Path()}/replies")).NotFound();
        (await bob.Post($"{story.Path()}/reply", new { text = "to myself" })).Invalid("id");

        (await bob.Post($"{alice.Path()}/block")).Is(204);
        Assert.Empty((await bob.List<StoryReplyShape>($"{story.Path()}/replies")).Items);
    }

    [Fact]
    public async Task A_private_persons_stories_are_for_the_followers_they_have_now()
    {
        var (bob, alice) = await BobAndHisFollower();
        var eve = await _product.SignUp("eve");
        var story = await bob.PostsStory();
        Assert.Equal(story.Id, Assert.Single(await eve.StoriesOf(bob)).Id);

        await bob.BecomesPrivate();
        await eve.DoesNotSeeStory(bob, story);
        await alice.SeesStory(bob, story);
        await eve.AsksToFollow(bob);
        await eve.DoesNotSeeStory(bob, story);
        await bob.Approves(eve);
        await eve.SeesStory(bob, story);
        await alice.Watches(story);

        await bob.RemovesFollower(alice);
        await alice.DoesNotSeeStory(bob, story);
        await eve.Unfollows(bob);
        await eve.DoesNotSeeStory(bob, story);
        Assert.Equal(alice.Id, Assert.Single((await bob.List<CardShape>($"{story.Path()}/viewers")).Items).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_hides_stories_at_once_whoever_blocks(bool authorBlocks)
    {
        var (bob, alice) = await BobAndHisFollower();
        var story = await bob.PostsStory();
        await alice.SeesStory(bob, story);
        var (blocker, blocked) = authorBlocks ? (bob, alice) : (alice, bob);
        (await blocker.Post($"{blocked.Path()}/block")).Is(204);
        await alice.DoesNotSeeStory(bob, story);
    }

    [Fact]
    public async Task A_mute_leaves_them_out_of_the_tray_and_tells_nobody()
    {
        var (bob, alice) = await BobAndHisFollower();
        var story = await bob.PostsStory();
        (await alice.Post($"{bob.Path()}/mute")).Is(204);
        Assert.Empty(await alice.Tray());
        Assert.Single(await alice.StoriesOf(bob));
        (await alice.Delete($"{bob.Path()}/mute")).Is(204);
        await alice.SeesStory(bob, story);
    }

    [Fact]
    public async Task An_unfollow_takes_them_out_of_the_tray()
    {
        var (bob, alice) = await BobAndHisFollower();
        await bob.PostsStory();
        Assert.Single(await alice.Tray());
        await alice.Unfollows(bob);
        Assert.Empty(await alice.Tray());
    }

    [Fact]
    public async Task A_deleted_story_is_gone_for_everyone_with_its_picture()
    {
        var (bob, alice) = await BobAndHisFollower();
        var (story, other) = (await bob.PostsStory(), await bob.PostsStory());
        await alice.Watches(story);
        await alice.Answers(story, "nice");

        (await alice.Delete(story.Path())).Problem(403, "forbidden");
        (await bob.Delete(story.Path())).Is(204);
        await alice.DoesNotSeeStory(bob, story);
        await bob.DoesNotSeeStory(bob, story);
        await alice.SeesStory(bob, other);
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_sees_a_story()
    {
        var bob = await _product.SignUp("bob");
        var story = await bob.PostsStory();
        (await _product.Nobody.Get($"{bob.Path()}/stories")).Problem(401, "unauthenticated");
        (await _product.Nobody.Get(story.Media.Urls.Small)).NotFound();
    }

    [Fact]
    public async Task A_picture_is_in_one_place_only()
    {
        var bob = await _product.SignUp("bob");
        var story = await bob.PostsStory();
        (await bob.Post("/api/v1/stories", new { mediaId = story.Media.Id })).Problem(409, "conflict");
        (await bob.Post("/api/v1/posts", new { mediaIds = new[] { story.Media.Id } })).Problem(409, "conflict");
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId = story.Media.Id })).Problem(409, "conflict");

        var post = await bob.Posts(Pictures.Sunset());
        (await bob.Post("/api/v1/stories", new { mediaId = post.Media[0].Id })).Problem(409, "conflict");
        var avatar = await bob.UploadsReady(Pictures.Sunset());
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId = avatar })).Is(200);
        (await bob.Post("/api/v1/stories", new { mediaId = avatar })).Problem(409, "conflict");
    }

    private async Task<(Member Bob, Member Alice)> BobAndHisFollower()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        return (bob, alice);
    }
}
