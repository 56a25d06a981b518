namespace Instagram.Tests.Scenarios;

/// <summary>What a private account hides is hidden, from the moment that the answer is there.</summary>
[Collection(ScenarioGroup.Name)]
public sealed class PrivateAccountTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_stranger_sees_the_profile_and_nothing_else()
    {
        var (bob, post) = await PrivateAuthor();
        var eve = await _product.SignUp("eve");

        Assert.True((await eve.Profile(bob)).IsPrivate);
        await eve.DoesNotSee(post);
        await _product.Nobody.DoesNotSee(post);
        foreach (var list in new[] { $"{bob.Path()}/posts", $"{bob.Path()}/followers", $"{bob.Path()}/following" })
        {
            (await eve.Get(list)).NotFound();
        }
        (await eve.Get($"{post.Path()}/likes")).NotFound();
        (await eve.Post($"{post.Path()}/like")).NotFound();
        (await eve.Delete($"{post.Path()}/like")).NotFound();
        (await eve.Delete(post.Path())).NotFound();
        await bob.Sees(post);
    }

    [Fact]
    public async Task Who_is_approved_sees_everything_at_once()
    {
        var (bob, post) = await PrivateAuthor();
        var alice = await _product.SignUp("alice");
        Assert.Empty((await alice.Feed()).Posts);

        await alice.AsksToFollow(bob);
        await alice.AsksToFollow(bob);
        Assert.True((await alice.Profile(bob)).Viewer!.Requested);
        Assert.Equal(alice.Id, Assert.Single((await bob.List<CardShape>("/api/v1/follow-requests")).Items).Id);
        await alice.DoesNotSee(post);
        await alice.DoesNotSeeInFeed(post);

        await bob.Approves(alice);
        await alice.Sees(post);
        Assert.Equal(post.Id, Assert.Single((await alice.Feed()).Posts).Id);
        Assert.Equal(alice.Id, Assert.Single((await alice.List<CardShape>($"{bob.Path()}/followers")).Items).Id);
        var viewer = (await alice.Profile(bob)).Viewer!;
        Assert.Equal((true, false), (viewer.Follows, viewer.Requested));
        Assert.Empty((await bob.List<CardShape>("/api/v1/follow-requests")).Items);
    }

    [Fact]
    public async Task Who_is_rejected_stays_outside_and_may_ask_again()
    {
        var (bob, post) = await PrivateAuthor();
        var eve = await _product.SignUp("eve");
        await eve.AsksToFollow(bob);
        await bob.Rejects(eve);

        Assert.False((await eve.Profile(bob)).Viewer!.Requested);
        (await bob.Post($"/api/v1/follow-requests/{eve.Id}/approve")).NotFound();
        await eve.DoesNotSee(post);
        await eve.AsksToFollow(bob);
    }

    [Fact]
    public async Task A_request_that_was_taken_back_cannot_be_approved()
    {
        var (bob, post) = await PrivateAuthor();
        var eve = await _product.SignUp("eve");
        await eve.AsksToFollow(bob);
        await eve.Unfollows(bob);

        Assert.Empty((await bob.List<CardShape>("/api/v1/follow-requests")).Items);
        (await bob.Post($"/api/v1/follow-requests/{eve.Id}/approve")).NotFound();
        await eve.DoesNotSee(post);
    }

    [Theory]
    [InlineData("removed by the author")]
    [InlineData("left by themselves")]
    public async Task A_follow_that_ends_closes_everything_at_once(string how)
    {
        var (bob, post) = await PrivateAuthor();
        var alice = await _product.SignUp("alice");
        await alice.AsksToFollow(bob);
        await bob.Approves(alice);
        await alice.Sees(post);
        await alice.SeesInFeed(post);

        await (how == "removed by the author" ? bob.RemovesFollower(alice) : alice.Unfollows(bob));

        await alice.DoesNotSeeInFeed(post);
        await alice.DoesNotSee(post);
        (await alice.Get($"{bob.Path()}/followers")).NotFound();
        Assert.False((await alice.Profile(bob)).Viewer!.Follows);
        Assert.Equal(0, (await bob.Me()).FollowerCount);
        await alice.AsksToFollow(bob);
        await alice.DoesNotSee(post);
    }

    [Fact]
    public async Task Turning_private_closes_existing_posts_to_all_but_followers()
    {
        var bob = await _product.SignUp("bob");
        var alice = await _product.SignUp("alice");
        var eve = await _product.SignUp("eve");
        await alice.Follows(bob);
        var post = await bob.Posts(Pictures.Sunset());
        await eve.Sees(post);
        await _product.Nobody.Sees(post);

        await bob.BecomesPrivate();

        await eve.DoesNotSee(post);
        await _product.Nobody.DoesNotSee(post);
        await alice.Sees(post);
        await alice.SeesInFeed(post);
        await bob.Sees(post);
    }

    [Fact]
    public async Task Turning_public_opens_everything_and_lets_in_who_waits()
    {
        var (bob, post) = await PrivateAuthor();
        var waiting = await _product.SignUpMany("alice", 3);
        foreach (var alice in waiting)
        {
            await alice.AsksToFollow(bob);
            Assert.Empty((await alice.Feed()).Posts);
        }

        await bob.BecomesPublic();

        foreach (var alice in waiting)
        {
            Assert.True((await alice.Profile(bob)).Viewer!.Follows);
            Assert.Equal(post.Id, Assert.Single((await alice.Feed()).Posts).Id);
        }
        Assert.Equal(3, (await bob.Me()).FollowerCount);
        Assert.Empty((await bob.List<CardShape>("/api/v1/follow-requests")).Items);
        await _product.Nobody.Sees(post);
    }

    [Fact]
    public async Task An_old_feed_cursor_shows_nothing_of_an_author_who_was_left()
    {
        var alice = await _product.SignUp("alice");
        var (bob, carol) = (await _product.SignUp("bob"), await _product.SignUp("carol"));
        var quick = new QuickPosts(_product);
        var carols = await quick.Old(carol, 10);
        await quick.Old(bob, 10);
        await alice.Follows(bob, carol);
        var (ranked, latest) = (await alice.Feed("?limit=5"), await alice.Feed("?order=latest&limit=5"));

        await alice.Unfollows(bob);

        foreach (var (order, page) in new[] { ("ranked", ranked), ("latest", latest) })
        {
            var rest = await alice.FeedToEnd(order, 5, page);
            Assert.All(rest, post => Assert.Equal(carol.Id, post.Author.Id));
            var all = page.Posts.Concat(rest).Where(post => post.Author.Id == carol.Id).Select(post => post.Id);
            Assert.Equal(carols.Order(), all.Order());
        }
    }

    [Fact]
    public async Task A_liker_of_a_post_is_shown_only_to_those_who_may_see_it()
    {
        var (bob, post) = await PrivateAuthor();
        var alice = await _product.SignUp("alice");
        await alice.AsksToFollow(bob);
        await bob.Approves(alice);
        await alice.Likes(post);
        await bob.RemovesFollower(alice);

        (await alice.Get($"{post.Path()}/likes")).NotFound();
        (await alice.Delete($"{post.Path()}/like")).NotFound();
        Assert.Equal(alice.Id, Assert.Single((await bob.List<CardShape>($"{post.Path()}/likes")).Items).Id);
    }

    private async Task<(Member Author, PostShape Post)> PrivateAuthor()
    {
        var bob = await _product.SignUp("bob");
        await bob.BecomesPrivate();
        return (bob, await bob.Posts(Pictures.Sunset()));
    }
}
