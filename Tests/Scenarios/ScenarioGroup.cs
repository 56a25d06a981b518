namespace Instagram.Tests.Scenarios;

[CollectionDefinition(Name)]
public sealed class ScenarioGroup : ICollectionFixture<ProductFixture>
{
    public const string Name = "Scenarios";
}
