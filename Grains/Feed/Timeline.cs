namespace Instagram.Grains.Feed;

/// <summary>
/// The newest entries of a feed, newest first, each post once; what does not fit falls off the old end.
/// </summary>
internal sealed class Timeline(int capacity)
{
    private readonly List<TimelineEntry> _entries = new(Math.Min(capacity, 64));

    public int Count => _entries.Count;

    /// <summary>Whether older posts may exist that are not held here.</summary>
    public bool HasOlder { get; private set; }

    public TimelineEntry this[int index] => _entries[index];

    /// <summary>False when it is there already, or too old to be held.</summary>
    public bool Insert(in TimelineEntry entry)
    {
        var at = IndexBefore(entry.PostId + 1);
        if (at < _entries.Count && _entries[at].PostId == entry.PostId)
        {
            return false;
        }
        if (at == capacity || (at == _entries.Count && HasOlder))
        {
            // Beyond the old end others may be missing too: there the store is asked.
            HasOlder = true;
            return false;
        }
        _entries.Insert(at, entry);
        if (_entries.Count > capacity)
        {
            _entries.RemoveAt(capacity);
            HasOlder = true;
        }
        return true;
    }

    /// <summary>The whole content at once, newest first; a full one may have older posts in the store.</summary>
    public void Reset(IEnumerable<TimelineEntry> newestFirst)
    {
        _entries.Clear();
        _entries.AddRange(newestFirst.Take(capacity));
        HasOlder = _entries.Count == capacity;
    }

    public void RemoveAuthor(long authorId) => _entries.RemoveAll(entry => entry.AuthorId == authorId);

    public void SetCounts(int index, int likes, int comments) =>
        _entries[index] = _entries[index] with { Likes = likes, Comments = comments };

    /// <summary>Index of the first entry older than <paramref name="postId"/>; the count when there is none.</summary>
    public int IndexBefore(long postId)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _entries[middle].PostId < postId ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
