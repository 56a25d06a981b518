using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Instagram.Grains.Posts;

/// <summary>
/// The newest posts of the authors whose grains are in this silo, for whoever need not ask the grain. An author's grain
/// alone puts them here, before it answers; without the grain there is nothing, and the grain or the store is asked.
/// </summary>
public sealed class RecentPosts
{
    private readonly ConcurrentDictionary<long, AuthorPosts> _authors = new();

    /// <summary>Null when the author's grain is not in this silo. The same object while nothing changes.</summary>
    public AuthorPosts? Find(long authorId) => _authors.GetValueOrDefault(authorId);

    internal void Set(long authorId, AuthorPosts posts) => _authors[authorId] = posts;

    internal void Remove(long authorId) => _authors.TryRemove(authorId, out _);
}

/// <summary>An author's newest posts; <paramref name="HasOlder"/>: there may be more, older than these.</summary>
public sealed record AuthorPosts(ImmutableArray<long> NewestFirst, bool HasOlder);
