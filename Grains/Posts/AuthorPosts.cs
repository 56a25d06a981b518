using System.Collections.Immutable;
using Instagram.Grains.Copies;

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

    public override int Bytes => Overhead + (newestFirst.Length * sizeof(long));
}
