using Instagram.Grains.Posts;

namespace Instagram.Grains.Feed;

/// <summary>What a feed reads by itself: of celebrities, and of those whom its reader has just followed.</summary>
public sealed partial class FeedGrain
{
    /// <summary>Posts of each celebrity that a refresh looks at; the others were read when the feed woke.</summary>
    private const int PulledPosts = 200;

    /// <summary>The celebrities among the authors, with what was last taken in of each where that is known.</summary>
    private readonly Dictionary<long, AuthorPosts?> _pulled = [];

    /// <summary>Let in since the last read; their earlier posts come in with the next one.</summary>
    private List<long>? _newcomers;

    /// <summary>
    /// However many were let in, the store is read once. They are registered since: what they publish from then on is
    /// kept for the feed, what was before is read here.
    /// </summary>
    private async Task TakeInNewcomers()
    {
        if (_newcomers is not { Count: > 0 } authors)
        {
            return;
        }
        // First on which side they are: a change of sides from here on comes with a push.
        foreach (var pulled in await _store.GetPulled(authors, CancellationToken.None))
        {
            _pulled.TryAdd(pulled, null);
        }
        var earlier = await _store.ReadNewest(authors, _options.Capacity, CancellationToken.None);
        _pager.Reshape(() =>
        {
            for (var i = earlier.PostIds.Length - 1; i >= 0; i--)
            {
                _timeline.Insert(earlier.PostIds[i], _fence.SlotOf(earlier.AuthorIds[i]));
            }
            if (earlier.PostIds.Length == _options.Capacity)
            {
                _timeline.MarkCut();
            }
        });
        _newcomers = null;
    }

    private async Task Turn(long authorId, bool pulled)
    {
        if (pulled)
        {
            _pulled.TryAdd(authorId, null);
        }
        else if (_pulled.ContainsKey(authorId))
        {
            // The last chance to take in what came while nothing was pushed.
            await Pull(authorId);
            _pulled.Remove(authorId);
        }
    }

    /// <summary>
    /// Takes in what celebrities that the reader follows have posted since, and leaves word for fronts what that was.
    /// </summary>
    private async Task Pull()
    {
        List<long>? changed = null;
        foreach (var (celebrity, taken) in _pulled)
        {
            if (taken is null || !ReferenceEquals(taken, _recent.Find(celebrity)))
            {
                (changed ??= []).Add(celebrity);
            }
        }
        if (changed is not null)
        {
            await Task.WhenAll(changed.ConvertAll(Pull));
            _cell!.Pulled = [.. _pulled.Select(pulled => new PulledAuthor(pulled.Key, pulled.Value))];
            _cell.Grew();
        }
    }

    private async Task Pull(long celebrity)
    {
        var known = _recent.Find(celebrity);
        Insert(
            known?.NewestFirst
                ?? await GrainFactory.GetGrain<IAuthorGrain>(celebrity).GetPosts(long.MaxValue, PulledPosts),
            celebrity);
        if (_pulled.ContainsKey(celebrity))
        {
            _pulled[celebrity] = known;
        }
    }

    private void SetPulled(IEnumerable<long> celebrities)
    {
        _pulled.Clear();
        foreach (var celebrity in celebrities)
        {
            _pulled[celebrity] = null;
        }
    }

    /// <summary>Newest first.</summary>
    private void Insert(IReadOnlyList<long> posts, long authorId)
    {
        var slot = _fence.SlotOf(authorId);
        for (var i = posts.Count - 1; slot >= 0 && i >= 0; i--)
        {
            _pager.Insert(posts[i], slot);
        }
    }
}
