using System.Collections.Immutable;
using Instagram.Grains.Copies;
using Instagram.Storage.Posts;

namespace Instagram.Grains.Posts;

public sealed class AuthorGrain(PostStore posts, Copies<RecentPosts> copies) : Grain, IAuthorGrain
{
    private const int Capacity = 200;

    /// <summary>Newest first.</summary>
    private readonly List<long> _recent = new(Capacity);
    private bool _hasOlder;

    private long AuthorId => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _recent.AddRange(await posts.PublishedBefore(AuthorId, long.MaxValue, Capacity, cancellationToken));
        _hasOlder = _recent.Count == Capacity;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        copies.Changed(AuthorId);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<long>> GetPosts(long beforeId, int limit)
    {
        var start = _recent.FindIndex(id => id < beforeId);
        if (start >= 0 && _recent.Count - start >= limit)
        {
            return [.. _recent.GetRange(start, limit)];
        }
        return _hasOlder
            ? [.. await posts.PublishedBefore(AuthorId, beforeId, limit, CancellationToken.None)]
            : start < 0 ? [] : [.. _recent.GetRange(start, _recent.Count - start)];
    }

    public Task Published(long postId)
    {
        var at = _recent.FindIndex(id => id <= postId);
        at = at < 0 ? _recent.Count : at;
        if (at == _recent.Count || _recent[at] != postId)
        {
            _recent.Insert(at, postId);
        }
        if (_recent.Count > Capacity)
        {
            _recent.RemoveAt(Capacity);
            _hasOlder = true;
        }
        copies.Changed(AuthorId);
        return Task.CompletedTask;
    }

    public Task Removed(long postId)
    {
        _recent.Remove(postId);
        copies.Changed(AuthorId);
        return Task.CompletedTask;
    }
}
