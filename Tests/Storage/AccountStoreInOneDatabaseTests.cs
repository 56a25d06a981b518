namespace Instagram.Tests.Storage;

public sealed class AccountStoreInOneDatabaseTests : AccountStoreTests
{
    private protected override Task<StoreWorld> MakeWorld() => StoreWorld.OneDatabase();
}
