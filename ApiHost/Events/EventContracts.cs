namespace Instagram.ApiHost.Events;

/// <summary>A new post waits in the feed.</summary>
public sealed record FeedEvent(string PostId, string AuthorId);

/// <summary>An upload has another status: the same names as in the answer to its own request.</summary>
public sealed record MediaEvent(string Id, string Status);
