namespace Instagram.Grains.Feed;

/// <summary>
/// A ranked order that pages go through, as numbers of timeline entries: what has left the timeline since is not shown.
/// <paramref name="id"/> is its time in Unix milliseconds, from which it can be ranked again when it is no longer kept;
/// what comes after its end is older than <paramref name="floor"/>.
/// </summary>
internal sealed class FeedSnapshot(long id, long floor)
{
    /// <summary>In the place of a post that has left the timeline.</summary>
    private const ushort Gone = ushort.MaxValue;

    private ushort[] _order = [];

    /// <summary>The number that those of the order are counted from.</summary>
    private long _first;

    public long Id => id;

    public long Floor => floor;

    public int Length => _order.Length;

    /// <summary>The index in the timeline of what is at a place of the order; negative when it has left.</summary>
    public int IndexAt(int place, Timeline timeline) =>
        _order[place] == Gone ? -1 : timeline.IndexOfNumber(_first + _order[place]);

    /// <summary>The order, as indexes of the timeline.</summary>
    public void Set(ReadOnlySpan<int> indexes, Timeline timeline)
    {
        _first = timeline.FirstNumber;
        _order = new ushort[indexes.Length];
        for (var place = 0; place < indexes.Length; place++)
        {
            _order[place] = indexes[place] < 0 ? Gone : (ushort)(timeline.NumberOf(indexes[place]) - _first);
        }
    }
}
