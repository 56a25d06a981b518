using System.Collections.Concurrent;

namespace Instagram.Grains.Posts;

/// <summary>
/// Whose the published posts are that <see cref="PostGrain"/>s of this silo hold, where it can be read without a call.
/// A grain shows its post while it is published, and no longer before it answers that it is not.
/// </summary>
public sealed class OpenPosts
{
    private readonly ConcurrentDictionary<long, long> _authors = new();

    public bool Contains(long postId) => _authors.ContainsKey(postId);

    internal long? FindAuthor(long postId) => _authors.TryGetValue(postId, out var author) ? author : null;

    internal void Show(long postId, long authorId) => _authors[postId] = authorId;

    internal void Hide(long postId) => _authors.TryRemove(postId, out _);
}
