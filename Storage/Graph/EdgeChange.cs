namespace Instagram.Storage.Graph;

/// <summary>
/// What became of a follow or its end. <c>None</c>: it was so before. <c>Refused</c>: the account is not open to this
/// follower.
/// </summary>
public enum EdgeChange : byte { None, Made, Refused }
