namespace Instagram.Grains.Leaving;

/// <summary>An account is closed and shown to no one; what it leaves is still to be removed.</summary>
[GenerateSerializer, Immutable, Alias("leaving.AccountClosed")]
public sealed record AccountClosed(
    [property: Id(0)] long FactId, [property: Id(1)] long UserId, [property: Id(2)] DateTimeOffset ClosedAt);
