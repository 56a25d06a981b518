using Instagram.Storage.Graph;

namespace Instagram.Tests.Storage;

public sealed class IndexStoreInTwoDatabasesTests : IndexStoreTests
{
    private protected override Task<StoreWorld> MakeWorld() => StoreWorld.TwoDatabases();

    [Fact]
    public async Task Who_blocks_an_account_is_known_on_its_own_shard()
    {
        var (low, high) = (World.Ids.Next(StoreWorld.LowShard), World.Ids.Next(StoreWorld.HighShard));
        var shuns = new ShunStore(World.Shards);
        await shuns.Block(low, high, World.NextIdBeside(low), default);
        await shuns.Block(high, low, World.NextIdBeside(high), default);
        Assert.Equal([low], await shuns.LoadBlockers(high, default));
        Assert.Equal([high], await shuns.LoadBlockers(low, default));
        await shuns.Unblock(low, high, default);
        Assert.Empty(await shuns.LoadBlockers(high, default));
        // As a stop right after its first write leaves a block.
        await shuns.AddInverse(low, high, default);
        Assert.Empty(await shuns.LoadBlockers(high, default));
    }
}
