namespace Instagram.Tests.Browser;

/// <summary>The browser tests share one browser and run one after another: two cores carry one browser well.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserGroup : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
