using System.Collections.Immutable;
using Instagram.Grains.Copies;

namespace Instagram.Grains.Posts;

/// <summary>An author's newest posts, newest first. Each new and each removed post makes another.</summary>
public sealed record RecentPosts(ImmutableArray<long> PostIds) : IWeighed
{
    /// <summary>The record and the array's header.</summary>
    private const int Overhead = 48;

    public int Bytes => Overhead + (PostIds.Length * sizeof(long));
}
