using System.Collections.Immutable;
using Instagram.Grains.Copies;

namespace Instagram.Grains.Posts;

/// <summary>
/// All of an author's posts from the id <paramref name="Floor"/> on, newest first; 0: all there are. And whether
/// readers pull them.
/// </summary>
public sealed record AuthorPosts(ImmutableArray<long> NewestFirst, long Floor, bool IsPulled) : IWeighed
{
    /// <summary>The record, its array and their headers.</summary>
    private const int Overhead = 80;

    /// <summary>There may be more, older than these.</summary>
    public bool HasOlder => Floor > 0;

    public int Bytes => Overhead + (NewestFirst.Length * sizeof(long));
}
