namespace Instagram.Tests.Fuzz.Laws;

[CollectionDefinition(Name)]
public sealed class LawGroup : ICollectionFixture<LawBook>
{
    public const string Name = "Laws";
}
