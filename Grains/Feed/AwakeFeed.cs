using System.Collections.Immutable;

namespace Instagram.Grains.Feed;

/// <summary>A feed in the registry: its reader's cell, and the posts that it has not taken in yet.</summary>
internal sealed class AwakeFeed(long readerId, Guid registration, FeedCell cell, long heardAt)
{
    internal const int MaxPending = 256;

    private const int FirstPending = 4;
    private const int KeptPending = 16;

    private FeedPush[] _pending = [];
    private int _count;
    private bool _hasMissed;

    public long ReaderId => readerId;

    public Guid Registration => registration;

    public FeedCell Cell => cell;

    /// <summary>When the feed was last heard of, in UTC ticks.</summary>
    public long HeardAt { get; set; } = heardAt;

    /// <summary>Until when someone watches, in UTC ticks.</summary>
    public long WatchedUntil { get; set; }

    /// <summary>How many lists of the index it is in.</summary>
    public int Links { get; set; }

    public bool IsAsleep { get; set; }

    public void Add(FeedPush push)
    {
        if (_count < _pending.Length)
        {
            _pending[_count++] = push;
        }
        else if (!_hasMissed)
        {
            AddToMore(push);
        }
    }

    public FeedNews Take()
    {
        if (_hasMissed)
        {
            _hasMissed = false;
            return FeedNews.TooMany;
        }
        if (_count == 0)
        {
            return FeedNews.None;
        }
        var posts = ImmutableArray.Create(_pending.AsSpan(0, _count));
        Array.Clear(_pending, 0, _count);
        _count = 0;
        if (_pending.Length > KeptPending)
        {
            _pending = [];
        }
        return new FeedNews(posts, true, true);
    }

    private void AddToMore(FeedPush push)
    {
        if (_count == MaxPending)
        {
            (_hasMissed, _count, _pending) = (true, 0, []);
            return;
        }
        Array.Resize(ref _pending, Math.Clamp(_count * 4, FirstPending, MaxPending));
        _pending[_count++] = push;
    }
}
