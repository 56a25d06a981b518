namespace Instagram.Grains.Feed;

/// <summary>
/// What a silo knows of an awake feed outside its grain. Whatever changes what the feed shows raises the version,
/// before it is answered; what was made of the feed at an earlier version is not used any more.
/// </summary>
public sealed class FeedCell
{
    private long _version;
    private long _marks;
    private FeedFront? _front;
    private IReadOnlyList<PulledAuthor> _pulled = [];

    public long Version => Volatile.Read(ref _version);

    /// <summary>Changes with every mark that the reader sets or takes back, when it begins and when it ends.</summary>
    public long Marks => Volatile.Read(ref _marks);

    /// <summary>The last first page, good or not.</summary>
    public FeedFront? Front
    {
        get => Volatile.Read(ref _front);
        set => Volatile.Write(ref _front, value);
    }

    /// <summary>What the feed has taken in of celebrities; others of theirs make a front a bad one.</summary>
    public IReadOnlyList<PulledAuthor> Pulled
    {
        get => Volatile.Read(ref _pulled);
        set => Volatile.Write(ref _pulled, value);
    }

    public void Changed() => Interlocked.Increment(ref _version);

    /// <summary>A mark is about to be stored: fronts know no more. What is returned is for its end.</summary>
    internal long MarkBegins() => Interlocked.Increment(ref _marks);

    /// <summary>
    /// The mark is stored. The front takes it over if it knew all before, and nothing else began or ended meanwhile;
    /// another that is being made may have read before it was stored, and so does not know.
    /// </summary>
    internal void MarkEnds(long begun, long postId, PostMark mark, bool isSet)
    {
        if (Interlocked.CompareExchange(ref _marks, begun + 1, begun) == begun)
        {
            Front?.Take(begun, postId, mark, isSet);
        }
        else
        {
            MarksDoubted();
        }
    }

    /// <summary>What is marked is not known.</summary>
    internal void MarksDoubted() => Interlocked.Increment(ref _marks);
}
