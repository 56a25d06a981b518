namespace Instagram.Tests.Api;

[CollectionDefinition(Name)]
public sealed class ApiGroup : ICollectionFixture<ProductFixture>
{
    public const string Name = "Api";
}
