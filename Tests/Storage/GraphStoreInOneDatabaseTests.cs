namespace Instagram.Tests.Storage;

public sealed class GraphStoreInOneDatabaseTests : GraphStoreTests
{
    private protected override Task<StoreWorld> MakeWorld() => StoreWorld.OneDatabase();

    [Fact]
    public async Task Following_and_unfollowing_at_once_leave_both_sides_alike()
    {
        for (var round = 0; round < 50; round++)
        {
            await StoreWorld.Together(Enumerable.Range(0, 6).SelectMany(_ => new[]
            {
                () => Follow(Alice, Bob),
                () => Unfollow(Alice, Bob),
            }));

            var following = (await World.Graph.LoadFollowing(Alice, default)).Length;
            var followers = (await World.Graph.FollowersAfter(Bob, 0, 10, default)).Length;
            Assert.Equal(following, followers);
            await AssertCounts(Alice, followers: 0, following);
            await AssertCounts(Bob, followers, following: 0);
        }
    }
}
