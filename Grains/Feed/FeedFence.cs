using System.Collections.Immutable;

namespace Instagram.Grains.Feed;

/// <summary>
/// Whose posts may be in a feed: the reader's own, those of whom the reader follows, not of the muted. Each author has
/// a slot, by which the timeline names them; the slot of one who left is given to the next. Found by looking through
/// all of them, which for a few hundred is as fast as hashing and takes a quarter of the memory.
/// </summary>
internal sealed class FeedFence
{
    /// <summary>What a slot's number must fit in.</summary>
    internal const int MaxAuthors = 1 << 13;

    /// <summary>In an empty slot.</summary>
    internal const long Nobody = 0;

    private long[] _authors = [];
    private int _used;

    /// <summary>The author's slot; negative when they are outside.</summary>
    public int SlotOf(long authorId) => _authors.AsSpan(0, _used).IndexOf(authorId);

    public bool Contains(long authorId) => SlotOf(authorId) >= 0;

    public long AuthorOf(int slot) => _authors[slot];

    /// <summary>How many slots there are, the empty ones included.</summary>
    public int Slots => _used;

    public void Reset(ReadOnlySpan<long> authorIds)
    {
        _authors = authorIds.ToArray();
        _used = _authors.Length;
    }

    /// <summary>For one who is outside.</summary>
    public int Add(long authorId)
    {
        var slot = SlotOf(Nobody);
        if (slot < 0)
        {
            if (_used == MaxAuthors)
            {
                throw new InvalidOperationException($"A feed lets in at most {MaxAuthors} authors.");
            }
            if (_used == _authors.Length)
            {
                Array.Resize(ref _authors, Math.Min(MaxAuthors, _used + Math.Max(4, _used / 8)));
            }
            slot = _used++;
        }
        _authors[slot] = authorId;
        return slot;
    }

    public void Remove(int slot) => _authors[slot] = Nobody;

    public ImmutableArray<long> All()
    {
        var all = ImmutableArray.CreateBuilder<long>(_used);
        foreach (var author in _authors.AsSpan(0, _used))
        {
            if (author != Nobody)
            {
                all.Add(author);
            }
        }
        return all.DrainToImmutable();
    }
}
