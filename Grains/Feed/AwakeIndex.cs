using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Instagram.Grains.Feed;

/// <summary>
/// The awake feeds that let an author in, by author: what a post costs is what is awake, however many follow. A feed
/// that falls asleep stays in its lists until somebody passes or half of all is asleep.
/// </summary>
internal sealed class AwakeIndex
{
    /// <summary>By author: a feed, or an array of feeds with nothing after the last. Most authors have few.</summary>
    private readonly Dictionary<long, object> _readers = [];
    private int _links;
    private int _asleep;

    /// <summary>The feeds of an author; the last places may be empty, and some asleep.</summary>
    public ReadOnlySpan<AwakeFeed?> Of(long authorId)
    {
        ref var readers = ref CollectionsMarshal.GetValueRefOrNullRef(_readers, authorId);
        return Unsafe.IsNullRef(ref readers) ? [] : Span(ref readers);
    }

    /// <summary>Once, however often it is added.</summary>
    public void Add(long authorId, AwakeFeed feed, bool mayBeThere)
    {
        ref var readers = ref CollectionsMarshal.GetValueRefOrAddDefault(_readers, authorId, out _);
        if (readers is null)
        {
            readers = feed;
        }
        else if (mayBeThere && Span(ref readers).Contains(feed))
        {
            return;
        }
        else if (readers is AwakeFeed other)
        {
            readers = new AwakeFeed?[] { other, feed };
        }
        else if (readers is AwakeFeed?[] feeds)
        {
            var count = Count(feeds);
            if (count == feeds.Length)
            {
                Array.Resize(ref feeds, count + Math.Max(2, count / 2));
                readers = feeds;
            }
            feeds[count] = feed;
        }
        feed.Links++;
        _links++;
    }

    public void Remove(long authorId, AwakeFeed feed)
    {
        ref var readers = ref CollectionsMarshal.GetValueRefOrNullRef(_readers, authorId);
        if (Unsafe.IsNullRef(ref readers))
        {
            return;
        }
        if (ReferenceEquals(readers, feed))
        {
            _readers.Remove(authorId);
        }
        else if (readers is AwakeFeed?[] feeds && Array.IndexOf(feeds, feed) is >= 0 and var at)
        {
            var last = Count(feeds) - 1;
            (feeds[at], feeds[last]) = (feeds[last], null);
        }
        else
        {
            return;
        }
        feed.Links--;
        _links--;
    }

    /// <summary>All that the feed was in is swept when it is worth it.</summary>
    public void FellAsleep(AwakeFeed feed)
    {
        feed.IsAsleep = true;
        _asleep += feed.Links;
        if (_asleep > _links / 2)
        {
            Sweep();
        }
    }

    private void Sweep()
    {
        foreach (var author in _readers.Keys)
        {
            ref var readers = ref CollectionsMarshal.GetValueRefOrNullRef(_readers, author);
            if (readers is AwakeFeed { IsAsleep: true })
            {
                _readers.Remove(author);
            }
            else if (readers is AwakeFeed?[] feeds && Awake(feeds) is var awake && awake.Length < Count(feeds))
            {
                if (awake.Length == 0)
                {
                    _readers.Remove(author);
                }
                else
                {
                    readers = awake.Length == 1 ? awake[0]! : awake;
                }
            }
        }
        _links -= _asleep;
        _asleep = 0;
        _readers.TrimExcess();
    }

    private static AwakeFeed?[] Awake(AwakeFeed?[] feeds) => Array.FindAll(feeds, feed => feed is { IsAsleep: false });

    private static Span<AwakeFeed?> Span(ref object? readers) => readers is AwakeFeed?[] feeds
        ? feeds
        : MemoryMarshal.CreateSpan(
            ref Unsafe.As<object?, AwakeFeed?>(ref readers), 1);

    private static int Count(AwakeFeed?[] feeds)
    {
        var (low, high) = (0, feeds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = feeds[middle] is null ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
