using System.Collections.Concurrent;

namespace Instagram.Grains.Explore;

/// <summary>
/// Readers whose <see cref="IExploreGrain"/> is in memory in this silo. Only they hear of a like at once: for whoever
/// explores later it is read from the likes, and what is liked already is left out of every page by the truth.
/// </summary>
public sealed class OpenTastes(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<long, bool> _open = new();

    /// <summary>To be called before the likes are read.</summary>
    internal void Open(long readerId) => _open[readerId] = true;

    internal void Close(long readerId) => _open.TryRemove(readerId, out _);

    /// <summary>The reader likes a post. Called once that is stored.</summary>
    public void Liked(long readerId, long postId)
    {
        if (_open.ContainsKey(readerId))
        {
            _ = grains.GetGrain<IExploreGrain>(readerId).Engaged(postId, ExploreAct.Liked);
        }
    }
}
