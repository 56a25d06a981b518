using Instagram.Grains.Posts;

namespace Instagram.Grains.Feed;

/// <summary>
/// The first page of a ranked feed, ready to be written. It was made of a feed as it was at <paramref name="stand"/>,
/// and is good until that or anything in it changes, or its ranking has grown old.
/// </summary>
public sealed class FeedFront(
    FeedCell cell, FeedStand stand, RecentPosts recent, DateTimeOffset goodUntil, int limit, FeedView page)
{
    private long _marksSeen = stand.Marks;

    /// <summary>How many posts were asked for.</summary>
    public int Limit => limit;

    /// <summary>Its marks change as the reader's do.</summary>
    public FeedView Page => page;

    /// <summary>What follows the posts in an answer, once somebody has written it.</summary>
    public byte[]? Tail { get; set; }

    /// <summary>Whether it is what a read would give now, but for how ranks age.</summary>
    public bool IsGood(DateTimeOffset now)
    {
        if (now >= goodUntil || cell.Version != stand.Version || !KnowsMarks)
        {
            return false;
        }
        foreach (var celebrity in stand.Pulled)
        {
            if (celebrity.Posts is null || !ReferenceEquals(recent.Find(celebrity.AuthorId), celebrity.Posts))
            {
                return false;
            }
        }
        // Cards lie far apart in memory: nothing here waits for the one before.
        var areCurrent = true;
        foreach (ref readonly var post in page.Posts.AsSpan())
        {
            areCurrent &= post.IsCurrent;
        }
        return areCurrent;
    }

    public bool KnowsMarks => Volatile.Read(ref _marksSeen) == cell.Marks;

    /// <summary>Whether whom the reader may see is as it was, but for changes of the accounts themselves.</summary>
    public bool KnowsTies => cell.Ties == stand.Ties;

    /// <summary>What is known of a post's marks; null when it is not on this page.</summary>
    public PostMark? FindMark(long postId)
    {
        var at = IndexOf(postId);
        return at < 0 ? null : page.Marks[at];
    }

    /// <summary>The post as it was shown, if nothing has changed in it since but its counts.</summary>
    public ShownPost? FindShown(PostCard card)
    {
        var at = IndexOf(card.Id);
        return at >= 0 && ReferenceEquals(page.Posts[at].Card, card)
            && page.Posts[at].Mentions.Length == card.Mentions.Length && page.Posts[at].IsCurrent
                ? page.Posts[at]
                : null;
    }

    internal void Take(long begun, long postId, PostMark mark, bool isSet)
    {
        if (Volatile.Read(ref _marksSeen) != begun - 1)
        {
            return;
        }
        if (IndexOf(postId) is >= 0 and var at)
        {
            page.Marks[at] = isSet ? page.Marks[at] | mark : page.Marks[at] & ~mark;
        }
        Volatile.Write(ref _marksSeen, begun + 1);
    }

    private int IndexOf(long postId)
    {
        for (var i = 0; i < page.Posts.Length; i++)
        {
            if (page.Posts[i].Card.Id == postId)
            {
                return i;
            }
        }
        return -1;
    }
}
