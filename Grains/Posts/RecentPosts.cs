using System.Collections.Concurrent;
using System.Collections.Immutable;
using Instagram.Grains.Copies;

namespace Instagram.Grains.Posts;

/// <summary>
/// The newest posts of authors, for whoever need not ask a grain or the store: what the grains of this silo hold, which
/// they alone put here, before they answer; and where there is no such grain, copies of what feeds that woke have read.
/// An author's grain hears of each post before a feed does, and ends the copy.
/// </summary>
public sealed class RecentPosts(Copies<AuthorPosts> copies)
{
    private readonly ConcurrentDictionary<long, AuthorPosts> _authors = new();

    /// <summary>
    /// Null when the author's grain is not in this silo, or knows none. The same object while nothing changes.
    /// </summary>
    public AuthorPosts? Find(long authorId) => _authors.GetValueOrDefault(authorId);

    /// <summary>What is known of the author here, whoever found it out; it may reach back less far.</summary>
    public AuthorPosts? FindKnown(long authorId) => Find(authorId) ?? copies.Of(authorId).Value;

    /// <summary>To be called before the authors' posts are read from the store.</summary>
    internal RecentPostsReading Read(ImmutableArray<long> authorIds)
    {
        var begun = new Dictionary<long, (Held<AuthorPosts> Copy, object Token)>();
        foreach (var author in copies.AreKept ? authorIds : [])
        {
            if (!_authors.ContainsKey(author))
            {
                // What is known did not reach back far enough.
                copies.Changed(author);
                var copy = copies.Of(author);
                begun.Add(author, (copy, copy.Token));
            }
        }
        return new RecentPostsReading(copies, begun);
    }

    internal void Set(long authorId, AuthorPosts posts)
    {
        _authors[authorId] = posts;
        copies.Changed(authorId);
    }

    /// <summary>What others have read, or are reading, may no longer be so.</summary>
    internal void Doubt(long authorId) => copies.Changed(authorId);

    internal void Remove(long authorId) => _authors.TryRemove(authorId, out _);
}
