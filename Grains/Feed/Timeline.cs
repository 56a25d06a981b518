namespace Instagram.Grains.Feed;

/// <summary>
/// The newest entries of a feed, each post once; what does not fit falls off the old end. A ring of ten bytes an entry,
/// oldest first: the newest post, which is nearly every one, is appended. Indexes count from the newest. An entry also
/// has a number, which stays its own while others come in at the new end and fall off the old one.
/// </summary>
internal sealed class Timeline(int capacity)
{
    private const int FirstSize = 32;

    private long[] _posts = [];
    private ushort[] _authors = [];

    /// <summary>Where in the ring the oldest is.</summary>
    private int _oldest;

    public int Count { get; private set; }

    /// <summary>Whether older posts may exist that are not held here.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>The number of the oldest entry.</summary>
    public long FirstNumber { get; private set; }

    public TimelineEntry this[int index]
    {
        get
        {
            var place = Place(Count - 1 - index);
            return new TimelineEntry(_posts[place], _authors[place]);
        }
    }

    /// <summary>Whether a post would be appended, so that no entry's number changes.</summary>
    public bool IsNewest(long postId) => Count == 0 || _posts[Place(Count - 1)] < postId;

    /// <summary>False when it is there already, or too old to be held.</summary>
    public bool Insert(long postId, int author)
    {
        if (IsNewest(postId))
        {
            if (Count == 0 && HasOlder)
            {
                // Nothing is held, so nothing says how old it may be; the store is asked.
                return false;
            }
            Append(postId, (ushort)author);
            return true;
        }
        return InsertBelow(postId, (ushort)author);
    }

    /// <summary>The whole content at once, newest first; a full one may have older posts in the store.</summary>
    public void Reset(IReadOnlyList<TimelineEntry> newestFirst, bool hasOlder)
    {
        Clear();
        for (var at = Math.Min(capacity, newestFirst.Count) - 1; at >= 0; at--)
        {
            Append(newestFirst[at].PostId, (ushort)newestFirst[at].Author);
        }
        HasOlder = hasOlder || Count == capacity;
    }

    /// <summary>Posts older than the oldest entry may be in the store.</summary>
    public void MarkCut() => HasOlder = true;

    public void Clear()
    {
        (_oldest, FirstNumber, Count, HasOlder) = (0, FirstNumber + Count, 0, false);
    }

    public void RemoveAuthor(int author)
    {
        var kept = 0;
        for (var at = 0; at < Count; at++)
        {
            var place = Place(at);
            if (_authors[place] != author)
            {
                var to = Place(kept++);
                (_posts[to], _authors[to]) = (_posts[place], _authors[place]);
            }
        }
        Count = kept;
    }

    /// <summary>Index of the first entry older than <paramref name="postId"/>; the count when there is none.</summary>
    public int IndexBefore(long postId) => Count - CountBelow(postId);

    /// <summary>The index of a post; negative when it is not here.</summary>
    public int IndexOf(long postId)
    {
        var at = CountBelow(postId);
        return at < Count && _posts[Place(at)] == postId ? Count - 1 - at : -1;
    }

    /// <summary>The index of the entry of a number; negative when it has fallen off.</summary>
    public int IndexOfNumber(long number) =>
        number < FirstNumber || number >= FirstNumber + Count ? -1 : Count - 1 - (int)(number - FirstNumber);

    public long NumberOf(int index) => FirstNumber + Count - 1 - index;

    private bool InsertBelow(long postId, ushort author)
    {
        var at = CountBelow(postId);
        if (at < Count && _posts[Place(at)] == postId)
        {
            return false;
        }
        if (at == 0 && (Count == capacity || HasOlder))
        {
            // Beyond the old end others may be missing too: there the store is asked.
            HasOlder = true;
            return false;
        }
        var isFull = Count == capacity;
        Append(postId, author);
        for (var to = Count - 1; to > at - (isFull ? 1 : 0); to--)
        {
            var (place, older) = (Place(to), Place(to - 1));
            (_posts[place], _authors[place], _posts[older], _authors[older]) =
                (_posts[older], _authors[older], _posts[place], _authors[place]);
        }
        return true;
    }

    private void Append(long postId, ushort author)
    {
        if (Count == _posts.Length)
        {
            if (Count == capacity)
            {
                _oldest = _oldest + 1 == capacity ? 0 : _oldest + 1;
                FirstNumber++;
                Count--;
                HasOlder = true;
            }
            else
            {
                Grow();
            }
        }
        var place = Place(Count++);
        _posts[place] = postId;
        _authors[place] = author;
    }

    private void Grow()
    {
        var size = Math.Min(capacity, Math.Max(FirstSize, Count * 2));
        var (posts, authors) = (new long[size], new ushort[size]);
        for (var at = 0; at < Count; at++)
        {
            var place = Place(at);
            (posts[at], authors[at]) = (_posts[place], _authors[place]);
        }
        (_posts, _authors, _oldest) = (posts, authors, 0);
    }

    /// <summary>Where in the ring the entry is that so many are older than.</summary>
    private int Place(int older)
    {
        var place = _oldest + older;
        return place >= _posts.Length ? place - _posts.Length : place;
    }

    private int CountBelow(long postId)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _posts[Place(middle)] < postId ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
