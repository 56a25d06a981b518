namespace Instagram.Storage.Bulk;

/// <summary>An account that was there before; nobody signs in to it with a password.</summary>
public sealed record BulkUser(long Id, string Username, string DisplayName, string Bio, bool IsPrivate);

/// <summary>One person and another, or a post and a person who likes it.</summary>
public readonly record struct BulkEdge(long From, long To, long EdgeId);

public sealed record BulkComment(long Id, long PostId, long AuthorId, string Text);

/// <summary>A picture that is ready; with no post, one that its owner can still publish.</summary>
public readonly record struct BulkMedium(long Id, long OwnerId, long? PostId);
