namespace Instagram.Grains.Graph;

/// <summary>
/// How an account answers who wants to follow it. <c>NotFound</c>: it shows itself to no one, or not to them.
/// </summary>
public enum Admission { NotFound, Admitted, Requested }

/// <summary>
/// <c>NotAdmitted</c>: the account is not open to this follower, or no longer; or no request is pending.
/// </summary>
public enum FollowResult { Following, TooMany, NotAdmitted }

/// <summary>An account turned public: who waits to follow it is let in.</summary>
[GenerateSerializer, Immutable, Alias("graph.AccountOpened")]
public sealed record AccountOpened([property: Id(0)] long FactId, [property: Id(1)] long UserId);
