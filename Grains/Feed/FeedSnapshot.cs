namespace Instagram.Grains.Feed;

/// <summary>
/// A ranked order that pages go through, as numbers of timeline entries: what has left the timeline since is not shown.
/// <paramref name="id"/> is its time in Unix milliseconds, from which it can be ranked again when it is no longer kept;
/// what comes after its end is older than <paramref name="floor"/>. Most readers see the beginning and no more, so of
/// an order that nobody has gone on in only that is held.
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

    /// <summary>How many places there are, held or not.</summary>
    public int Length { get; private set; }

    /// <summary>How many places from the first on are held.</summary>
    public int Held => _order.Length;

    /// <summary>The index in the timeline of what is at a held place; negative when it has left.</summary>
    public int IndexAt(int place, Timeline timeline) =>
        _order[place] == Gone ? -1 : timeline.IndexOfNumber(_first + _order[place]);

    /// <summary>The order, or the beginning of one of that length, as indexes of the timeline.</summary>
    public void Set(ReadOnlySpan<int> indexes, int length, Timeline timeline)
    {
        _first = timeline.FirstNumber;
        _order = new ushort[indexes.Length];
        Length = length;
        for (var place = 0; place < indexes.Length; place++)
        {
            _order[place] = indexes[place] < 0 ? Gone : (ushort)(timeline.NumberOf(indexes[place]) - _first);
        }
    }

    /// <summary>A post has come into the timeline with this number: those from there on have moved up by one.</summary>
    public void MakeRoom(long number)
    {
        var from = Math.Max(0, number - _first);
        foreach (ref var entry in _order.AsSpan())
        {
            if (entry >= from && entry != Gone)
            {
                entry++;
            }
        }
    }
}
