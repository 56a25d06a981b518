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

    /// <summary>
    /// Where on the page a post is, looked for from the place where it may be; negative when it is not there.
    /// </summary>
    public int IndexOf(long postId, int from = 0)
    {
        var length = page.Posts.Length;
        for (var step = 0; step < length; step++)
        {
            var at = from + step < length ? from + step : from + step - length;
            if (page.Posts[at].Card.Id == postId)
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>
    /// Whether what is at a place may be shown as it was: nothing has changed in it since but its counts.
    /// </summary>
    public bool IsAsShown(int at)
    {
        ref readonly var post = ref page.Posts[at];
        return post.IsCurrent && post.Mentions.Length == post.Card.Mentions.Length;
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
}
