namespace Instagram.Tests.Storage;

public sealed class IndexStoreInOneDatabaseTests : IndexStoreTests
{
    private protected override Task<StoreWorld> MakeWorld() => StoreWorld.OneDatabase();
}
