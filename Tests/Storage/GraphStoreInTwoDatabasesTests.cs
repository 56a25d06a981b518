namespace Instagram.Tests.Storage;

public sealed class GraphStoreInTwoDatabasesTests : GraphStoreTests
{
    private protected override Task<StoreWorld> MakeWorld() => StoreWorld.TwoDatabases();

    [Fact]
    public async Task A_follow_that_was_cut_off_halfway_is_completed_by_its_repeat()
    {
        // The inverse is written first; then the process died.
        await using (var command = World.Shards.For(Bob).CreateCommand(
            "with counted as (update user_counts set followers = 1 where user_id = $1) "
            + "insert into followers (followee_id, follower_id, edge_id) values ($1, $2, 1)"))
        {
            command.Parameters.AddWithValue(Bob);
            command.Parameters.AddWithValue(Alice);
            await command.ExecuteNonQueryAsync();
        }

        await Follow(Alice, Bob);

        Assert.Equal([Bob], await World.Graph.LoadFollowing(Alice, default));
        await AssertCounts(Alice, followers: 0, following: 1);
        await AssertCounts(Bob, followers: 1, following: 0);
    }
}
