namespace Instagram.Tests.Scenarios;

/// <summary>Pictures are judged by a real HTTP endpoint before anyone sees them.</summary>
public sealed class ClassifierTests : IAsyncLifetime
{
    private ClassifierServer _classifier = null!;
    private Product _product = null!;
    private Member _moderator = null!;

    public async Task InitializeAsync()
    {
        _classifier = await ClassifierServer.Start();
        _product = await Product.Start(
            Moderating.Setting, _classifier.Setting, "Moderation:Classifier:TimeoutSeconds=0.5",
            "Moderation:Classifier:Attempts=2", "Moderation:Classifier:RetryDelaySeconds=0");
        _moderator = await _product.SignUpModerator();
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _classifier.DisposeAsync();
    }

    [Fact]
    public async Task A_harmless_picture_is_published_and_only_a_rendered_one_was_sent()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        _classifier.Scores(0.70);
        var original = Pictures.Sunset(800, 600);
        var post = await bob.Posts(original);
        await alice.Sees(post);
        var (type, bytes) = Assert.Single(_classifier.Asked);
        Assert.Equal(("image/webp", (640, 480)), (type, Pictures.SizeOf(bytes)));
        Assert.Equal((await bob.Get(post.Media[0].Urls.Medium)).Bytes, bytes);
        Assert.Empty(await _moderator.ItemsOf("post", post.Id));
    }

    [Fact]
    public async Task What_is_too_explicit_is_never_seen_and_comes_back_by_an_appeal()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        _classifier.Scores(0.97);
        var medium = await bob.Uploads(Pictures.Sunset());
        var post = await bob.Submits(new { mediaIds = new[] { medium }, caption = "mine" });
        var removed = await Eventually.Becomes(
            async () => await _moderator.ItemsOf("post", post.Id), items => items.Count == 1);

        Assert.Equal(
            ("removed", "classifier", 0.97, "machine"),
            (removed[0].Status, removed[0].Source, removed[0].Score, removed[0].DecidedBy));
        post = (await bob.Get(post.Path())).As<PostShape>();
        Assert.Equal("failed", post.Status);
        await alice.DoesNotSee(post);
        await alice.DoesNotSeeInFeed(post);
        Assert.Equal(0, (await alice.Profile(bob)).PostCount);
        Assert.Equal([("machine", "remove")], await _moderator.LogOf(post.Id));

        var decision = Assert.Single(await bob.Decisions());
        Assert.Equal(("post", post.Id, "removed"), (decision.Kind, decision.TargetId, decision.Decision));
        await bob.Appeals(decision);
        await _moderator.Approves(removed[0]);
        await alice.Sees(post);
        await alice.SeesInFeed(post);
        await alice.Likes(post);
        Assert.Equal(1, (await alice.Profile(bob)).PostCount);
        Assert.Equal("published", (await bob.Get(post.Path())).As<PostShape>().Status);
    }

    [Fact]
    public async Task What_may_be_explicit_is_published_and_queued_for_a_person()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        _classifier.Scores(0.95);
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Sees(post);
        var item = (await Eventually.Becomes(
            async () => await _moderator.ItemsOf("post", post.Id), items => items.Count == 1))[0];
        Assert.Equal(("open", "classifier", 0.95, 0), (item.Status, item.Source, item.Score, item.ReportCount));
        Assert.Empty(await bob.Decisions());
        await _moderator.Removes(item);
        await alice.DoesNotSee(post);
    }

    [Fact]
    public async Task One_explicit_picture_of_many_hides_the_post()
    {
        var bob = await _product.SignUp("bob");
        _classifier.Scores(0.1);
        var harmless = await bob.UploadsReady(Pictures.Sunset());
        _classifier.Scores(0.99);
        var harmful = await bob.UploadsReady(Pictures.Sunset(seed: 1));
        var post = await bob.Submits(new { mediaIds = new[] { harmless, harmful } });
        Assert.Equal("failed", post.Status);
        (await _product.Nobody.Get(post.Path())).NotFound();
        (await _product.Nobody.Get($"/media/{harmless}/small")).NotFound();
    }

    [Fact]
    public async Task A_story_that_is_too_explicit_is_never_seen_until_a_person_lets_it_through()
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        await alice.Follows(bob);
        _classifier.Scores(0.99);
        var story = await bob.PostsStory();
        await alice.DoesNotSeeStory(bob, story);
        var item = (await Eventually.Becomes(
            async () => await _moderator.ItemsOf("story", story.Id), items => items.Count == 1))[0];
        Assert.Equal(("removed", "machine"), (item.Status, item.DecidedBy));
        await bob.Appeals(Assert.Single(await bob.Decisions()));
        await _moderator.Approves(item);
        await alice.SeesStory(bob, story);
    }

    [Fact]
    public async Task A_profile_picture_that_is_too_explicit_is_refused_or_taken_off()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        _classifier.Scores(0.99);
        var mediaId = await bob.UploadsReady(Pictures.Sunset());
        (await bob.Put("/api/v1/users/me/avatar", new { mediaId })).Problem(409, "conflict");
        _classifier.Fails();
        mediaId = await eve.UploadsReady(Pictures.Sunset(seed: 1));
        (await eve.Put("/api/v1/users/me/avatar", new { mediaId })).Is(200);
        _classifier.Scores(0.99);
        await Eventually.Holds(async () => (await eve.Me()).AvatarUrl is null);
        await Eventually.Holds(async () => (await _moderator.ItemsOf("user", eve.Id)).Count == 1);
    }

    [Fact]
    public async Task A_failure_is_asked_again_before_the_post_is_published()
    {
        var bob = await _product.SignUp("bob");
        _classifier.FailsFirst(1, 0.99);
        var medium = await bob.UploadsReady(Pictures.Sunset());
        Assert.Equal(2, _classifier.Asked.Count);
        Assert.Equal("failed", (await bob.Submits(new { mediaIds = new[] { medium } })).Status);
    }

    [Theory]
    [InlineData("hangs")]
    [InlineData("fails")]
    [InlineData("{}")]
    [InlineData("{\"explicit\": 7}")]
    [InlineData("no json")]
    public async Task Without_an_answer_it_is_published_and_judged_as_soon_as_there_is_one(string how)
    {
        var (bob, alice) = (await _product.SignUp("bob"), await _product.SignUp("alice"));
        if (how == "hangs")
        {
            _classifier.Hangs();
        }
        else if (how == "fails")
        {
            _classifier.Fails();
        }
        else
        {
            _classifier.Says(how);
        }
        var post = await bob.Posts(Pictures.Sunset());
        await alice.Sees(post);
        _classifier.Scores(0.99);
        var item = (await Eventually.Becomes(
            async () => await _moderator.ItemsOf("post", post.Id), items => items.Count == 1))[0];
        Assert.Equal(("removed", "machine"), (item.Status, item.DecidedBy));
        await alice.DoesNotSee(post);
        Assert.Single(await bob.Decisions());
    }

    [Fact]
    public async Task A_picture_that_was_not_judged_is_judged_after_a_restart()
    {
        var bob = await _product.SignUp("bob");
        _classifier.Fails();
        var post = await bob.Posts(Pictures.Sunset());
        await _product.Restart(() =>
        {
            _classifier.Scores(0.8);
            return Task.CompletedTask;
        });
        var item = (await Eventually.Becomes(
            async () => await _moderator.ItemsOf("post", post.Id), items => items.Count == 1))[0];
        Assert.Equal(("open", "classifier"), (item.Status, item.Source));
        (await _product.Nobody.Get(post.Path())).Is(200);
    }
}
