namespace Instagram.Tests.Api;

[Collection(ApiGroup.Name)]
public sealed class GraphTests(ProductFixture fixture)
{
    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task Following_twice_counts_once()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        await alice.Follows(bob);
        Assert.Equal(1, (await alice.Profile(bob)).FollowerCount);
        await alice.Unfollows(bob);
        await alice.Unfollows(bob);
        Assert.Equal(0, (await alice.Profile(bob)).FollowerCount);
    }

    [Fact]
    public async Task Following_at_once_from_many_places_counts_once()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => alice.Follows(bob)));
        Assert.Equal(1, (await alice.Profile(bob)).FollowerCount);
        Assert.Single((await alice.List<CardShape>($"{alice.Path()}/following")).Items);
    }

    [Fact]
    public async Task Two_who_follow_each_other_at_once_both_do()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await Task.WhenAll(alice.Follows(bob), bob.Follows(alice));
        var viewer = (await alice.Profile(bob)).Viewer!;
        Assert.Equal((true, true), (viewer.Follows, viewer.FollowedBy));
    }

    [Fact]
    public async Task Nobody_follows_themselves()
    {
        var alice = await _product.SignUp("alice");
        (await alice.Post($"{alice.Path()}/follow")).Problem(400, "invalid");
        (await alice.Delete($"{alice.Path()}/follow")).Problem(400, "invalid");
        Assert.Equal(0, (await alice.Me()).FollowingCount);
    }

    [Fact]
    public async Task Nobody_follows_who_is_not_there()
    {
        var alice = await _product.SignUp("alice");
        (await alice.Post("/api/v1/users/123456789/follow")).NotFound();
        (await alice.Delete("/api/v1/users/123456789/follow")).NotFound();
        (await alice.Get("/api/v1/users/123456789/followers")).NotFound();
        (await alice.Get("/api/v1/users/123456789/following")).NotFound();
        (await alice.Get("/api/v1/users/123456789/posts")).NotFound();
    }

    [Fact]
    public async Task Following_someone_who_turned_private_goes_on_and_says_so()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        await bob.BecomesPrivate();
        await alice.Follows(bob);
        Assert.True((await alice.Profile(bob)).Viewer!.Follows);
    }

    [Fact]
    public async Task Lists_of_people_are_paged_from_the_newest_on()
    {
        var bob = await _product.SignUp("bob");
        var fans = await _product.SignUpMany("fan", 7);
        foreach (var fan in fans)
        {
            await fan.Follows(bob);
            await bob.Follows(fan);
        }
        var expected = fans.Reverse().Select(fan => fan.Id).ToList();

        foreach (var list in new[] { "followers", "following" })
        {
            foreach (var limit in new[] { 1, 3, 7, 100 })
            {
                var all = await bob.All<CardShape>($"{bob.Path()}/{list}", limit);
                Assert.Equal(expected, all.Select(card => card.Id));
            }
        }
        Assert.Equal(fans[6].Username, (await bob.List<CardShape>($"{bob.Path()}/followers")).Items[0].Username);
    }

    [Fact]
    public async Task Requests_are_paged_from_the_newest_on()
    {
        var bob = await _product.SignUp("bob");
        await bob.BecomesPrivate();
        var fans = await _product.SignUpMany("fan", 4);
        foreach (var fan in fans)
        {
            await fan.AsksToFollow(bob);
        }
        var requests = await bob.All<CardShape>("/api/v1/follow-requests", 3);
        Assert.Equal(fans.Reverse().Select(fan => fan.Id), requests.Select(card => card.Id));
    }

    [Fact]
    public async Task Approving_who_did_not_ask_is_404_and_approving_twice_is_harmless()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await bob.BecomesPrivate();
        (await bob.Post($"/api/v1/follow-requests/{alice.Id}/approve")).NotFound();
        (await bob.Post("/api/v1/follow-requests/123456789/approve")).NotFound();
        await alice.AsksToFollow(bob);
        await bob.Approves(alice);
        await bob.Approves(alice);
        Assert.Equal(1, (await bob.Me()).FollowerCount);
    }

    [Fact]
    public async Task Rejecting_twice_is_harmless()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await bob.BecomesPrivate();
        await alice.AsksToFollow(bob);
        await bob.Rejects(alice);
        await bob.Rejects(alice);
        Assert.Empty((await bob.List<CardShape>("/api/v1/follow-requests")).Items);
    }

    [Fact]
    public async Task Removing_who_does_not_follow_is_harmless()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await bob.RemovesFollower(alice);
        await alice.Follows(bob);
        await bob.RemovesFollower(alice);
        await bob.RemovesFollower(alice);
        Assert.Equal(0, (await bob.Me()).FollowerCount);
    }

    [Fact]
    public async Task A_removed_follower_of_a_public_account_may_follow_again()
    {
        var (alice, bob) = (await _product.SignUp("alice"), await _product.SignUp("bob"));
        await alice.Follows(bob);
        await bob.RemovesFollower(alice);
        Assert.False((await alice.Profile(bob)).Viewer!.Follows);
        await alice.Follows(bob);
        Assert.True((await alice.Profile(bob)).Viewer!.Follows);
    }
}
