namespace Instagram.Tests.Grains;

[CollectionDefinition(Name)]
public sealed class GrainGroup : ICollectionFixture<ProductFixture>
{
    public const string Name = "Grains";
}
