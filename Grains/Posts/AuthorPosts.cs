using System.Collections.Immutable;
using Instagram.Grains.Copies;
using Instagram.Storage.Feed;

namespace Instagram.Grains.Posts;

/// <summary>
/// All of an author's posts from the id <paramref name="floor"/> on, newest first; 0: all there are. And whether
/// readers pull them.
/// </summary>
public sealed class AuthorPosts(ImmutableArray<long> newestFirst, long floor, bool isPulled) : Copied
{
    /// <summary>The object, its array and their headers.</summary>
    private const int Overhead = 80;

    public ImmutableArray<long> NewestFirst => newestFirst;

    public long Floor => floor;

    public bool IsPulled => isPulled;

    /// <summary>There may be more, older than these.</summary>
    public bool HasOlder => floor > 0;

    /// <summary>
    /// An author's newest posts as they are stored; nothing is known of what is older than the oldest of a full
    /// <paramref name="limit"/> of them.
    /// </summary>
    internal static AuthorPosts Of(AuthorRows stored, int limit) =>
        new([.. stored.PostIds], FloorOf(stored.PostIds, limit), stored.IsPulled);

    /// <summary>Where knowing ends after a reading, newest first, of at most <paramref name="limit"/> posts.</summary>
    internal static long FloorOf(long[] postIds, int limit) => postIds.Length < limit ? 0 : postIds[^1];

    public override int Bytes => Overhead + (newestFirst.Length * sizeof(long));
}
