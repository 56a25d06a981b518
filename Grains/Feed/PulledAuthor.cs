using Instagram.Grains.Posts;

namespace Instagram.Grains.Feed;

/// <summary>
/// A celebrity whose posts a feed has taken in; <paramref name="Posts"/> is null when this silo did not know them.
/// </summary>
public readonly record struct PulledAuthor(long AuthorId, AuthorPosts? Posts);
