using System.Collections.Immutable;
using Instagram.Storage.Posts;
using Orleans.Runtime;

namespace Instagram.Grains.Posts;

public sealed class AuthorGrain(PostStore posts, RecentPosts recent) : Grain, IAuthorGrain
{
    private const int Capacity = 200;

    private AuthorPosts _posts = new([], false);

    private long AuthorId => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var newest = await posts.PublishedBefore(AuthorId, long.MaxValue, Capacity, cancellationToken);
        Set([.. newest], newest.Length == Capacity);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        recent.Remove(AuthorId);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<long>> GetPosts(long beforeId, int limit)
    {
        var (newest, hasOlder) = _posts;
        var start = FirstBelow(newest, beforeId);
        if (newest.Length - start >= limit || !hasOlder)
        {
            return newest.Slice(start, Math.Min(limit, newest.Length - start));
        }
        return [.. await posts.PublishedBefore(AuthorId, beforeId, limit, CancellationToken.None)];
    }

    public Task Published(long postId)
    {
        var (newest, hasOlder) = _posts;
        var at = FirstBelow(newest, postId);
        // Behind the last there may be others, newer than this one, that are not known here.
        if ((at == 0 || newest[at - 1] != postId) && !(hasOlder && at == newest.Length))
        {
            var all = newest.Insert(at, postId);
            Set(all.Length > Capacity ? all[..Capacity] : all, hasOlder || all.Length > Capacity);
        }
        return Task.CompletedTask;
    }

    public Task Removed(long postId)
    {
        Set(_posts.NewestFirst.Remove(postId), _posts.HasOlder);
        return Task.CompletedTask;
    }

    private void Set(ImmutableArray<long> newestFirst, bool hasOlder)
    {
        _posts = new AuthorPosts(newestFirst, hasOlder);
        recent.Set(AuthorId, _posts);
    }

    /// <summary>Where the first is that is older, which may be behind the end.</summary>
    private static int FirstBelow(ImmutableArray<long> newestFirst, long postId)
    {
        var at = 0;
        while (at < newestFirst.Length && newestFirst[at] >= postId)
        {
            at++;
        }
        return at;
    }
}
