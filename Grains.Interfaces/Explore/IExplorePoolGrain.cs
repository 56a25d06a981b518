using System.Collections.Immutable;

namespace Instagram.Grains.Explore;

/// <summary>
/// The newest open posts of the instance with their counts, the same for everyone. Key: 0. A cache of each silo's own,
/// at most 3,000 posts and about a second old; who shows one checks it. Calls no grain.
/// </summary>
[Alias("explore.IExplorePoolGrain")]
public interface IExplorePoolGrain : IGrainWithIntegerKey
{
    /// <summary>Newest first.</summary>
    [Alias("GetNewest")]
    Task<ImmutableArray<PoolPost>> GetNewest();
}

[GenerateSerializer, Immutable, Alias("explore.PoolPost")]
public readonly record struct PoolPost(
    [property: Id(0)] long PostId,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] int Likes,
    [property: Id(3)] int Comments);
