using Instagram.Grains.Posts;

namespace Instagram.Grains.Feed;

/// <summary>
/// The first page of a ranked feed, ready to be written. It was made of a feed at <paramref name="version"/> of its
/// cell, and is good until that or anything in it changes, or its ranking has grown old.
/// </summary>
public sealed class FeedFront(
    FeedCell cell, long version, IReadOnlyList<PulledAuthor> pulled, RecentPosts recent, long marksSeen,
    DateTimeOffset goodUntil, int limit, ShownPost[] posts, PostMark[] marks, FeedPosition? next)
{
    private long _marksSeen = marksSeen;

    /// <summary>How many posts were asked for.</summary>
    public int Limit => limit;

    public IReadOnlyList<ShownPost> Posts => posts;

    /// <summary>Where the second page begins; null when there is none.</summary>
    public FeedPosition? Next => next;

    /// <summary>What follows the posts in an answer, once somebody has written it.</summary>
    public byte[]? Tail { get; set; }

    /// <summary>Whether its order and its marks still hold; each post is asked for itself.</summary>
    public bool IsGood(DateTimeOffset now)
    {
        if (now >= goodUntil || cell.Version != version || !KnowsMarks)
        {
            return false;
        }
        foreach (var celebrity in pulled)
        {
            if (celebrity.Posts is null || !ReferenceEquals(recent.Find(celebrity.AuthorId), celebrity.Posts))
            {
                return false;
            }
        }
        return true;
    }

    public bool KnowsMarks => Volatile.Read(ref _marksSeen) == cell.Marks;

    public PostMark MarkOf(int index) => marks[index];

    /// <summary>What is known of a post's marks; null when it is not on this page.</summary>
    public PostMark? FindMark(long postId)
    {
        var at = IndexOf(postId);
        return at < 0 ? null : marks[at];
    }

    internal void Take(long begun, long postId, PostMark mark, bool isSet)
    {
        if (Volatile.Read(ref _marksSeen) != begun - 1)
        {
            return;
        }
        if (IndexOf(postId) is >= 0 and var at)
        {
            marks[at] = isSet ? marks[at] | mark : marks[at] & ~mark;
        }
        Volatile.Write(ref _marksSeen, begun + 1);
    }

    private int IndexOf(long postId) => Array.FindIndex(posts, post => post.Card.Id == postId);
}
