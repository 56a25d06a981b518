namespace Instagram.Grains.Users;

/// <summary>
/// Ids in order, so that each takes its 8 bytes; in a hash set it takes some 30, and every awake feed's reader has one.
/// A change moves what comes after it: for the most that anyone follows, 60 KB.
/// </summary>
internal sealed class IdSet
{
    private long[] _ids;

    public IdSet(IEnumerable<long> ids)
    {
        _ids = [.. ids.Distinct()];
        Array.Sort(_ids);
        Count = _ids.Length;
    }

    public int Count { get; private set; }

    public bool Contains(long id) => Find(id) >= 0;

    public void Add(long id)
    {
        var place = ~Find(id);
        if (place < 0)
        {
            return;
        }
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count + Math.Max(4, Count / 8));
        }
        _ids.AsSpan(place, Count - place).CopyTo(_ids.AsSpan(place + 1));
        _ids[place] = id;
        Count++;
    }

    public void Remove(long id)
    {
        if (Find(id) is >= 0 and var place)
        {
            _ids.AsSpan(place + 1, Count - place - 1).CopyTo(_ids.AsSpan(place));
            Count--;
        }
    }

    private int Find(long id) => _ids.AsSpan(0, Count).BinarySearch(id);
}
