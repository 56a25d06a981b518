using System.Collections.Concurrent;
using Instagram.Grains.Feed;
using Instagram.Grains.Policies;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Inbox;

/// <summary>
/// Tells inboxes of likes and follows, which are stored without them. Only one that somebody has read or watches has to
/// hear of them; of an inbox that it does not hold, a silo that is not alone cannot know, and calls it.
/// </summary>
public sealed class OpenInboxes(IGrainFactory grains, IOptions<FeedOptions> feeds, IOptions<InboxOptions> inboxes)
{
    private readonly ConcurrentDictionary<long, OpenInbox> _open = new();

    /// <summary>Whether an inbox hears of each of them before it is answered.</summary>
    internal bool AreHere => feeds.Value.OneSilo;

    /// <summary>From here on everything that changes is heard of; what is read after it is complete.</summary>
    internal OpenInbox Open(long userId) => _open.GetOrAdd(userId, _ => new OpenInbox());

    internal void Close(long userId) => _open.TryRemove(userId, out _);

    /// <summary>A like or a follow came or went. Called once it is stored, and before it is answered.</summary>
    /// <param name="userId">Who is told.</param>
    /// <param name="topicId">The post, or <see cref="NoticeGrouping.Follows"/>.</param>
    /// <param name="isNew">False when it was taken back.</param>
    /// <param name="isNewNotice">Whether they have one notice more.</param>
    public void Changed(long userId, long topicId, bool isNew, bool isNewNotice)
    {
        if (_open.TryGetValue(userId, out var inbox))
        {
            if (inbox.Add(topicId, isNew))
            {
                _ = grains.GetGrain<IInboxGrain>(userId).DeedsNoted();
            }
        }
        else if (!AreHere)
        {
            _ = grains.GetGrain<IInboxGrain>(userId).DeedsChanged(topicId, isNew);
        }
        // As often as it purges itself for what it is told of.
        if (isNewNotice && Random.Shared.Next(inboxes.Value.PurgeEvery) == 0)
        {
            _ = grains.GetGrain<IInboxGrain>(userId).Purge();
        }
    }
}
