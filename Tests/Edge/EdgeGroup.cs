namespace Instagram.Tests.Edge;

/// <summary>One edge and its hosts for all tests of them, one test at a time.</summary>
[CollectionDefinition(Name)]
public sealed class EdgeGroup : ICollectionFixture<EdgeFixture>
{
    public const string Name = "edge";
}
