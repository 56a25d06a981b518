namespace Instagram.Storage.Graph;

/// <summary>
/// What became of a follow or its end. <c>None</c>: it was so before. <c>Refused</c>: the account is not open to this
/// follower.
/// </summary>
public enum EdgeChange : byte { None, Made, Refused }

/// <summary>What became of a follow, and whether it is the first one of a notice.</summary>
public readonly record struct FollowChange(EdgeChange Edge, bool BeganNotice);
