using System.Collections.Concurrent;
using Instagram.Grains.Feed;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Inbox;

/// <summary>
/// Tells inboxes of likes, which are stored without them. Only one that somebody has read or watches has to hear of
/// them; of an inbox that it does not hold, a silo that is not alone cannot know, and calls it.
/// </summary>
public sealed class OpenInboxes(IGrainFactory grains, IOptions<FeedOptions> feeds, IOptions<InboxOptions> inboxes)
{
    private readonly ConcurrentDictionary<long, OpenInbox> _open = new();

    /// <summary>Whether an inbox hears of every like before that is answered.</summary>
    internal bool AreHere => feeds.Value.OneSilo;

    /// <summary>From here on everything that changes is heard of; what is read after it is complete.</summary>
    internal OpenInbox Open(long userId) => _open.GetOrAdd(userId, _ => new OpenInbox());

    internal void Close(long userId) => _open.TryRemove(userId, out _);

    /// <summary>A like of a post came or went. Called once it is stored, and before it is answered.</summary>
    /// <param name="userId">The post's author.</param>
    /// <param name="postId">The post.</param>
    /// <param name="isLiked">False when a like was taken back.</param>
    /// <param name="isNewNotice">Whether the author has one notice more.</param>
    public void LikesChanged(long userId, long postId, bool isLiked, bool isNewNotice)
    {
        if (_open.TryGetValue(userId, out var inbox))
        {
            if (inbox.Add(postId, isLiked))
            {
                _ = grains.GetGrain<IInboxGrain>(userId).LikesNoted();
            }
        }
        else if (!AreHere)
        {
            _ = grains.GetGrain<IInboxGrain>(userId).LikesChanged(postId, isLiked);
        }
        // As often as it purges itself for what it is told of.
        if (isNewNotice && Random.Shared.Next(inboxes.Value.PurgeEvery) == 0)
        {
            _ = grains.GetGrain<IInboxGrain>(userId).Purge();
        }
    }
}
