using System.Collections.Concurrent;

namespace Instagram.Grains.Inbox;

/// <summary>Likes and follows that an inbox has to tell of since it last looked. Written by any thread.</summary>
internal sealed class OpenInbox
{
    /// <summary>About how many topics are told apart; of more than that all is read again.</summary>
    private const int MaxTopics = 1_000;

    private readonly ConcurrentDictionary<long, bool> _grown = new(concurrencyLevel: 1, capacity: 0);
    private int _isUnclear;
    private int _isCalled;

    /// <summary>Whether the inbox must be called: it has not been, since it last looked.</summary>
    public bool Add(long topicId, bool isNew)
    {
        if (isNew && _grown.Count < MaxTopics)
        {
            _grown[topicId] = true;
        }
        else
        {
            // What was taken back may have been in any notice of its topic.
            Interlocked.Exchange(ref _isUnclear, 1);
        }
        return Interlocked.Exchange(ref _isCalled, 1) == 0;
    }

    /// <summary>The topics that something came to, and whether that is not all that changed.</summary>
    public (IReadOnlyCollection<long> Grown, bool IsUnclear) Take()
    {
        // First of all: what is added from here on and not taken calls the inbox again.
        Interlocked.Exchange(ref _isCalled, 0);
        var isUnclear = Interlocked.Exchange(ref _isUnclear, 0) == 1;
        return (_grown.IsEmpty ? [] : [.. _grown.Keys.Where(topic => _grown.TryRemove(topic, out _))], isUnclear);
    }
}
