using System.Collections.Immutable;
using Instagram.Grains.Copies;
using Instagram.Storage.Feed;

namespace Instagram.Grains.Posts;

/// <summary>Authors whose newest posts are being read from the store.</summary>
internal sealed class RecentPostsReading(
    Copies<AuthorPosts> copies, Dictionary<long, (Held<AuthorPosts> Copy, object Token)> authors)
{
    /// <summary>
    /// Keeps what was read of each author, unless their grain has said something since. Nothing is known of what is
    /// older than the oldest of a full <paramref name="limit"/> of posts.
    /// </summary>
    public void Keep(TimelineRows stored, int limit)
    {
        if (authors.Count == 0)
        {
            return;
        }
        var floor = AuthorPosts.FloorOf(stored.PostIds, limit);
        var pulled = stored.Pulled.ToHashSet();
        var posts = stored.AuthorIds.Zip(stored.PostIds).ToLookup(post => post.First, post => post.Second);
        foreach (var author in authors.Keys)
        {
            Offer(author, new AuthorPosts([.. posts[author]], floor, pulled.Contains(author)));
        }
    }

    /// <inheritdoc cref="Keep(TimelineRows, int)"/>
    public void Keep(long author, AuthorRows stored, int limit)
    {
        if (authors.ContainsKey(author))
        {
            Offer(author, AuthorPosts.Of(stored, limit));
        }
    }

    private void Offer(long author, AuthorPosts posts)
    {
        var (copy, token) = authors[author];
        copies.Offer(copy, token, posts);
    }
}
