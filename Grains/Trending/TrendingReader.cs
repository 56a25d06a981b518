using Instagram.Storage.Graph;
using Instagram.Storage.Trending;

namespace Instagram.Grains.Trending;

/// <summary>
/// Hashtags that trend for one viewer: those on either side of a block count for nothing to each other.
/// </summary>
public sealed class TrendingReader(IGrainFactory grains, ShunStore shuns, TrendingStore store)
{
    /// <summary>The longest that the list is.</summary>
    public const int Most = 100;

    public async Task<IReadOnlyList<TrendingHashtag>> Read(long viewerId, CancellationToken ct)
    {
        var blockedBy = shuns.LoadBlockers(viewerId, ct);
        long[] without = [.. await shuns.LoadBlocked(viewerId, ct), .. await blockedBy];
        var top = await grains.GetGrain<ITrendingGrain>(0).GetTop([.. without], Most);
        if (top.IsEmpty)
        {
            return [];
        }
        var counts = await store.Count(top, without, ct);
        return top.Select(tag => new TrendingHashtag(tag, counts.GetValueOrDefault(tag)))
            .Where(hashtag => hashtag.PostCount > 0).ToList();
    }
}
