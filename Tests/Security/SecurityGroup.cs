namespace Instagram.Tests.Security;

/// <summary>One product, with moderators, for what needs no settings of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SecurityGroup : ICollectionFixture<SecurityFixture>
{
    public const string Name = "Security";
}
