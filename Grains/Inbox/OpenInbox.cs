using System.Collections.Concurrent;

namespace Instagram.Grains.Inbox;

/// <summary>What has happened to likes of an inbox's owner since it last looked. Written by any thread.</summary>
internal sealed class OpenInbox
{
    /// <summary>About how many posts are told apart; of more than that all is read again.</summary>
    private const int MaxPosts = 1_000;

    private readonly ConcurrentDictionary<long, bool> _liked = new(concurrencyLevel: 1, capacity: 0);
    private int _isUnclear;
    private int _isCalled;

    /// <summary>Whether the inbox must be called: it has not been, since it last looked.</summary>
    public bool Add(long postId, bool isLiked)
    {
        if (isLiked && _liked.Count < MaxPosts)
        {
            _liked[postId] = true;
        }
        else
        {
            // A like that was taken back may have been in any notice of its post.
            Interlocked.Exchange(ref _isUnclear, 1);
        }
        return Interlocked.Exchange(ref _isCalled, 1) == 0;
    }

    /// <summary>The posts that were liked, and whether that is not all that changed.</summary>
    public (IReadOnlyCollection<long> Liked, bool IsUnclear) Take()
    {
        // First of all: what is added from here on and not taken calls the inbox again.
        Interlocked.Exchange(ref _isCalled, 0);
        var isUnclear = Interlocked.Exchange(ref _isUnclear, 0) == 1;
        return (_liked.IsEmpty ? [] : [.. _liked.Keys.Where(post => _liked.TryRemove(post, out _))], isUnclear);
    }
}
