namespace Instagram.Tests.Api;

public sealed class FollowLimitTests : IAsyncLifetime
{
    private Product _product = null!;

    public async Task InitializeAsync() => _product = await Product.Start("Graph:MaxFollowing=2");

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Whoever_follows_as_many_as_one_can_follows_no_more()
    {
        var alice = await _product.SignUp("alice");
        var others = await _product.SignUpMany("bob", 4);
        await others[3].BecomesPrivate();
        await alice.Follows(others[0]);
        await alice.Follows(others[1]);

        (await alice.Post($"{others[2].Path()}/follow")).Problem(409, "conflict");
        await alice.Follows(others[0]);
        Assert.Equal(2, (await alice.Me()).FollowingCount);

        await alice.AsksToFollow(others[3]);
        (await others[3].Post($"/api/v1/follow-requests/{alice.Id}/approve")).Problem(409, "conflict");
        await alice.Unfollows(others[0]);
        await others[3].Approves(alice);
        Assert.Equal(2, (await alice.Me()).FollowingCount);
    }
}
