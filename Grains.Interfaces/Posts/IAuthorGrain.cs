using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Instagram.Grains.Posts;

/// <summary>
/// An author's published posts. Key: user id. Keeps the newest 200 ids in memory, for the profile grid and for readers
/// who pull; older pages come from the store. Calls no grain.
/// </summary>
[Alias("posts.IAuthorGrain")]
public interface IAuthorGrain : IGrainWithIntegerKey
{
    /// <summary>At most <paramref name="limit"/> ids older than <paramref name="beforeId"/>, newest first.</summary>
    [AlwaysInterleave]
    [Alias("GetPosts")]
    Task<ImmutableArray<long>> GetPosts(long beforeId, int limit);

    [Alias("Published")]
    Task Published(long postId);

    [Alias("Removed")]
    Task Removed(long postId);

    /// <summary>Whether readers pull the author's posts, as it is stored now.</summary>
    [Alias("SetPulled")]
    Task SetPulled(bool pulled);
}
