using System.Collections.Concurrent;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Feed;

/// <summary>The cells of the feeds that are awake in this silo, by reader.</summary>
public sealed class FeedCells(TimeProvider time)
{
    private readonly ConcurrentDictionary<long, FeedCell> _cells = new();

    /// <summary>The reader's cell, a new one when the feed was asleep.</summary>
    public FeedCell Of(long readerId) => _cells.GetOrAdd(
        readerId, static (_, now) => new FeedCell(SnowflakeIds.FirstAt(now.AddMilliseconds(1))), time.GetUtcNow());

    public int Count => _cells.Count;

    public FeedCell? Find(long readerId) => _cells.GetValueOrDefault(readerId);

    /// <summary>The feed sleeps: its cell changes a last time, for whoever still holds it.</summary>
    public void Remove(long readerId)
    {
        if (_cells.TryRemove(readerId, out var cell))
        {
            cell.Changed();
        }
    }

    /// <summary>To be called before the reader's mark is stored, and ended by what is returned.</summary>
    public Marking Mark(long readerId)
    {
        var cell = Find(readerId);
        return new Marking(this, readerId, cell, cell?.MarkBegins() ?? 0);
    }
}
