using Instagram.Storage.Explore;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Explore;

/// <summary>
/// What one reader has done with posts, as far back as the store remembers; changes wait to be saved.
/// </summary>
internal sealed class Engagements(EngagementStore store, SnowflakeIds ids)
{
    private readonly Dictionary<long, (long Id, EngagementKinds Kinds)> _posts = [];
    private readonly HashSet<long> _unsaved = [];

    public IReadOnlyCollection<long> PostIds => _posts.Keys;

    public bool Contains(long postId) => _posts.ContainsKey(postId);

    public IReadOnlyList<EngagementRow> NewestFirst() => [.. _posts
        .OrderByDescending(post => post.Value.Id)
        .Select(post => new EngagementRow(post.Key, post.Value.Id, post.Value.Kinds))];

    public async Task Load(long readerId, CancellationToken ct)
    {
        foreach (var row in await store.Load(readerId, ct))
        {
            _posts[row.PostId] = (row.Id, row.Kinds);
        }
    }

    /// <summary>True when it is worth saving; opening a post again is not, and a like is stored by itself.</summary>
    public bool Record(long postId, ExploreAct act, long readerId)
    {
        var isKnown = _posts.TryGetValue(postId, out var before);
        var kinds = EngagementKinds.Opened | act switch
        {
            ExploreAct.Liked => before.Kinds | EngagementKinds.Liked,
            ExploreAct.Unliked => before.Kinds & ~EngagementKinds.Liked,
            ExploreAct.Commented => before.Kinds | EngagementKinds.Commented,
            ExploreAct.Saved => before.Kinds | EngagementKinds.Saved,
            ExploreAct.Unsaved => before.Kinds & ~EngagementKinds.Saved,
            _ => before.Kinds,
        };
        if (isKnown && kinds == before.Kinds)
        {
            return false;
        }
        _posts[postId] = (ids.Next(ShardId.Of(readerId)), kinds);
        // A like says so by itself.
        if (act != ExploreAct.Liked)
        {
            _unsaved.Add(postId);
        }
        if (_posts.Count > EngagementStore.Capacity)
        {
            var oldest = _posts.MinBy(post => post.Value.Id).Key;
            _posts.Remove(oldest);
            _unsaved.Remove(oldest);
        }
        return _unsaved.Count > 0;
    }

    public async Task Save(long readerId)
    {
        if (_unsaved.Count > 0)
        {
            var rows = _unsaved.Select(post => new EngagementRow(post, _posts[post].Id, _posts[post].Kinds)).ToList();
            await store.Save(
                readerId, rows, CancellationToken.None, hasRoom: _posts.Count < EngagementStore.Capacity);
            // The turn is this one: nothing was recorded while it was written.
            _unsaved.Clear();
        }
    }

    public async Task Forget(long readerId)
    {
        await store.Forget(readerId, CancellationToken.None);
        _posts.Clear();
        _unsaved.Clear();
    }
}
