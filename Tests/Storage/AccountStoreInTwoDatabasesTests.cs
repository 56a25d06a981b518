namespace Instagram.Tests.Storage;

/// <summary>The account's row and its names are in different databases.</summary>
public sealed class AccountStoreInTwoDatabasesTests : AccountStoreTests
{
    private protected override Task<StoreWorld> MakeWorld() => StoreWorld.TwoDatabases();
}
