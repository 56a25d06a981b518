using System.Collections.Immutable;

namespace Instagram.Grains.Trending;

/// <summary>
/// Hashtags of open posts of the last two days. Key: 0. A cache of each silo's own, at most 50,000 uses and about a
/// second old. Calls no grain.
/// </summary>
[Alias("trending.ITrendingGrain")]
public interface ITrendingGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The hashtags that at least 3 authors use, but for these, best first. A use counts half as much every 4 hours.
    /// </summary>
    [Alias("GetTop")]
    Task<ImmutableArray<string>> GetTop(ImmutableArray<long> withoutAuthors, int limit);
}
