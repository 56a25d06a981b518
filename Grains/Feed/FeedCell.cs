using System.Collections.Concurrent;

namespace Instagram.Grains.Feed;

/// <summary>
/// What a silo knows of an awake feed outside its grain. Whatever changes what the feed shows raises the version,
/// before it is answered; what was made of the feed at an earlier version is not used any more.
/// </summary>
/// <param name="firstNewPost">No post of this id or a later one was there when the feed woke.</param>
public sealed class FeedCell(long firstNewPost)
{
    /// <summary>Marks on new posts that are remembered; of a reader who sets more, the store is asked.</summary>
    private const int MaxMarked = 1_000;

    /// <summary>Null until there is one: most readers of a moment only look.</summary>
    private ConcurrentDictionary<long, PostMark>? _marked;
    private long _version;
    private long _ties;
    private long _marks;
    private volatile bool _isMarkedInDoubt;
    private FeedFront? _front;
    private PulledAuthor[] _pulled = [];

    public long Version => Volatile.Read(ref _version);

    /// <summary>Changes with everything but new posts: with whatever may change whom the reader sees.</summary>
    public long Ties => Volatile.Read(ref _ties);

    /// <summary>Changes with every mark that the reader sets or takes back, when it begins and when it ends.</summary>
    public long Marks => Volatile.Read(ref _marks);

    /// <summary>The last first page, good or not.</summary>
    public FeedFront? Front
    {
        get => Volatile.Read(ref _front);
        set => Volatile.Write(ref _front, value);
    }

    /// <summary>What the feed has taken in of celebrities; others of theirs make a front a bad one.</summary>
    public PulledAuthor[] Pulled
    {
        get => Volatile.Read(ref _pulled);
        set => Volatile.Write(ref _pulled, value);
    }

    public void Changed()
    {
        Interlocked.Increment(ref _ties);
        Interlocked.Increment(ref _version);
    }

    /// <summary>New posts, and nothing else.</summary>
    public void Grew() => Interlocked.Increment(ref _version);

    /// <summary>
    /// The reader's marks on a post that was not there when the feed woke: whatever they are, they went through here.
    /// Null for an older post, or where the order of marks is not known.
    /// </summary>
    public PostMark? FindMark(long postId) =>
        postId < firstNewPost || _isMarkedInDoubt
            ? null
            : Volatile.Read(ref _marked)?.GetValueOrDefault(postId) ?? PostMark.None;

    /// <summary>A mark is about to be stored: fronts know no more. What is returned is for its end.</summary>
    internal long MarkBegins() => Interlocked.Increment(ref _marks);

    /// <summary>
    /// The mark is stored. The front takes it over if it knew all before, and nothing else began or ended meanwhile;
    /// another that is being made may have read before it was stored, and so does not know.
    /// </summary>
    internal void MarkEnds(long begun, long postId, PostMark mark, bool isSet)
    {
        Remember(postId, mark, isSet);
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
    internal void MarksDoubted()
    {
        _isMarkedInDoubt = true;
        Interlocked.Increment(ref _marks);
    }

    private void Remember(long postId, PostMark mark, bool isSet)
    {
        if (postId < firstNewPost)
        {
            return;
        }
        var marks = LazyInitializer.EnsureInitialized(
            ref _marked, static () => new ConcurrentDictionary<long, PostMark>(concurrencyLevel: 1, capacity: 0));
        if (marks.Count >= MaxMarked)
        {
            _isMarkedInDoubt = true;
        }
        else
        {
            marks.AddOrUpdate(
                postId, isSet ? mark : PostMark.None, (_, known) => isSet ? known | mark : known & ~mark);
        }
    }
}
