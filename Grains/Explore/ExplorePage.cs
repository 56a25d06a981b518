using Instagram.Grains.Posts;

namespace Instagram.Grains.Explore;

/// <summary>
/// One page in the making: at most 2 posts by an author, the others left to a later page, and one post more than are
/// shown, which tells whether there is a later page.
/// </summary>
internal sealed class ExplorePage(int limit)
{
    private readonly Queue<ExploreCandidate> _offered = [];
    private readonly Dictionary<long, int> _byAuthor = [];
    private readonly List<PostForViewer> _found = [];
    private List<ExploreCandidate> _reading = [];
    private bool _leftSome;

    public IReadOnlyList<PostForViewer> Shown => _found.Count > limit ? _found[..limit] : _found;

    /// <summary>What is not for this reader, now.</summary>
    public List<long> Hidden { get; } = [];

    public bool IsComplete => _found.Count > limit;

    public bool HasMore => IsComplete || _leftSome;

    public void Offer(IEnumerable<ExploreCandidate> candidates, HashSet<long> authors)
    {
        foreach (var candidate in candidates)
        {
            if (authors.Contains(candidate.AuthorId))
            {
                _offered.Enqueue(candidate);
            }
            else
            {
                Hidden.Add(candidate.PostId);
            }
        }
    }

    /// <summary>As many as are missing, if all of them are found; then <see cref="Take"/> says which were.</summary>
    public IReadOnlyList<long> NextToRead()
    {
        var wanted = limit + 1 - _found.Count;
        _reading = new List<ExploreCandidate>(wanted);
        while (_reading.Count < wanted && _offered.TryDequeue(out var candidate))
        {
            var before = _byAuthor.GetValueOrDefault(candidate.AuthorId);
            if (before == ExploreReader.MostOfAnAuthor)
            {
                _leftSome = true;
                continue;
            }
            _byAuthor[candidate.AuthorId] = before + 1;
            _reading.Add(candidate);
        }
        return _reading.ConvertAll(candidate => candidate.PostId);
    }

    public void Take(IEnumerable<PostForViewer> found)
    {
        var byId = found.ToDictionary(post => post.Post.Id);
        foreach (var candidate in _reading)
        {
            if (byId.TryGetValue(candidate.PostId, out var post))
            {
                _found.Add(post);
            }
            else
            {
                Hidden.Add(candidate.PostId);
                _byAuthor[candidate.AuthorId]--;
            }
        }
    }
}
