namespace Instagram.Grains.Explore;

/// <summary>
/// A ranked order that pages go through. A page may leave a post to a later one, so a page is known by what it took
/// and by the page before it; asking for the same page again takes away nothing from it.
/// </summary>
internal sealed class ExploreOrder(long id, bool isSeen, int maxCandidates)
{
    /// <summary>More than that is asked for by nobody who reads; who goes on gets a new order.</summary>
    private const int MaxPages = 1_000;

    private readonly List<ExploreCandidate> _candidates = [];
    private readonly Dictionary<long, int> _places = [];
    private readonly List<(int Before, int[] Taken)> _pages = [];

    public long Id => id;

    public bool IsSeen { get; } = isSeen;

    /// <summary>What is taken in next is older than this post.</summary>
    public long Floor { get; private set; } = long.MaxValue;

    public bool IsWhole { get; private set; } = isSeen;

    /// <summary>Whether a page with this number was served; 0 is the start.</summary>
    public bool Knows(int page) => page >= 0 && page <= _pages.Count;

    public bool Contains(long postId) => _places.ContainsKey(postId);

    public void Add(IEnumerable<ExploreCandidate> ranked)
    {
        foreach (var candidate in ranked)
        {
            if (_candidates.Count == maxCandidates)
            {
                IsWhole = true;
                return;
            }
            if (_places.TryAdd(candidate.PostId, _candidates.Count))
            {
                _candidates.Add(candidate);
            }
        }
    }

    /// <summary>Everything down to a post is in; with <paramref name="isLast"/> there is nothing below.</summary>
    public void ReachedDownTo(long floor, bool isLast)
    {
        Floor = floor;
        IsWhole |= isLast;
    }

    /// <summary>What no page up to this one has taken, best first.</summary>
    public List<ExploreCandidate> Left(int page, Func<long, bool> isWanted, int skip, int limit)
    {
        var taken = new HashSet<int>();
        for (var at = page; at > 0; at = _pages[at - 1].Before)
        {
            taken.UnionWith(_pages[at - 1].Taken);
        }
        return _candidates
            .Where((candidate, place) => !taken.Contains(place) && isWanted(candidate.PostId))
            .Skip(skip).Take(limit).ToList();
    }

    /// <summary>The number of a page that comes after another and takes these posts.</summary>
    public int Serve(int before, IEnumerable<long> postIds)
    {
        if (_pages.Count == MaxPages)
        {
            return int.MaxValue;
        }
        _pages.Add((before, [.. postIds.Where(_places.ContainsKey).Select(post => _places[post])]));
        return _pages.Count;
    }
}
