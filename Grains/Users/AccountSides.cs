using System.Collections.Immutable;

namespace Instagram.Grains.Users;

/// <summary>What decides, of one account's side, who sees whom, but for whom a private account lets in.</summary>
internal sealed record AccountSides(bool IsPrivate, bool IsSuspended, ImmutableHashSet<long> Blocked);
