using Instagram.ApiHost.Posts;

namespace Instagram.ApiHost.Feed;

public sealed record FeedResponse(IReadOnlyList<PostResponse> Posts, string? Cursor, bool HasMore);
