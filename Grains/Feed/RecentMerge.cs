using Instagram.Grains.Posts;

namespace Instagram.Grains.Feed;

/// <summary>The newest posts of all the authors of a feed, out of what this silo knows of each.</summary>
internal static class RecentMerge
{
    /// <summary>
    /// Newest first. Null when an author is unknown here, or when fewer than <paramref name="needed"/> posts are newer
    /// than what authors may have beyond their known ones.
    /// </summary>
    public static RecentTimeline? Of(
        FeedFence fence, Func<long, AuthorPosts?> find, int needed, int capacity)
    {
        var authors = new AuthorPosts?[fence.Slots];
        var heads = new PriorityQueue<(int Slot, int At), long>(fence.Slots);
        var pulled = new List<long>();
        var floor = 0L;
        for (var slot = 0; slot < authors.Length; slot++)
        {
            if (fence.AuthorOf(slot) == FeedFence.Nobody)
            {
                continue;
            }
            if (find(fence.AuthorOf(slot)) is not { } posts)
            {
                return null;
            }
            authors[slot] = posts;
            floor = Math.Max(floor, posts.Floor);
            if (posts.IsPulled)
            {
                pulled.Add(fence.AuthorOf(slot));
            }
            if (!posts.NewestFirst.IsEmpty)
            {
                heads.Enqueue((slot, 0), -posts.NewestFirst[0]);
            }
        }
        var entries = new List<TimelineEntry>(Math.Min(capacity, 1_024));
        while (entries.Count < capacity && heads.TryPeek(out var head, out var negated) && -negated >= floor)
        {
            entries.Add(new TimelineEntry(-negated, head.Slot));
            var posts = authors[head.Slot]!.NewestFirst;
            if (head.At + 1 < posts.Length)
            {
                heads.DequeueEnqueue((head.Slot, head.At + 1), -posts[head.At + 1]);
            }
            else
            {
                heads.Dequeue();
            }
        }
        return floor > 0 && entries.Count < needed ? null : new RecentTimeline(entries, floor > 0, pulled);
    }
}

/// <param name="Entries">Newest first.</param>
/// <param name="HasOlder">The authors may have more, older than these.</param>
/// <param name="Pulled">The celebrities among the authors.</param>
internal sealed record RecentTimeline(
    IReadOnlyList<TimelineEntry> Entries, bool HasOlder, IReadOnlyList<long> Pulled);
