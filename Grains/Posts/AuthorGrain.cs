using System.Collections.Immutable;
using Instagram.Storage.Feed;
using Instagram.Storage.Posts;
using Orleans.Runtime;

namespace Instagram.Grains.Posts;

public sealed class AuthorGrain(PostStore posts, TimelineStore timelines, RecentPosts recent) : Grain, IAuthorGrain
{
    private const int Capacity = 200;

    private AuthorPosts _posts = new([], 0, false);

    private long AuthorId => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        Hold(AuthorPosts.Of(await timelines.ReadAuthor(AuthorId, Capacity, cancellationToken), Capacity));

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        recent.Remove(AuthorId);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<long>> GetPosts(long beforeId, int limit)
    {
        var newest = _posts.NewestFirst;
        var start = FirstBelow(newest, beforeId);
        if (newest.Length - start >= limit || !_posts.HasOlder)
        {
            return newest.Slice(start, Math.Min(limit, newest.Length - start));
        }
        return [.. await posts.PublishedBefore(AuthorId, beforeId, limit, CancellationToken.None)];
    }

    public Task Published(long postId)
    {
        var newest = _posts.NewestFirst;
        var at = FirstBelow(newest, postId);
        // Below the floor there may be others, newer than this one, that are not known here.
        if ((at == 0 || newest[at - 1] != postId) && postId >= _posts.Floor)
        {
            var all = newest.Insert(at, postId);
            Hold(all.Length > Capacity
                ? new AuthorPosts(all[..Capacity], all[Capacity - 1], _posts.IsPulled)
                : new AuthorPosts(all, _posts.Floor, _posts.IsPulled));
        }
        return Task.CompletedTask;
    }

    public Task Removed(long postId)
    {
        Hold(new AuthorPosts(_posts.NewestFirst.Remove(postId), _posts.Floor, _posts.IsPulled));
        return Task.CompletedTask;
    }

    public Task SetPulled(bool pulled)
    {
        Hold(new AuthorPosts(_posts.NewestFirst, _posts.Floor, pulled));
        return Task.CompletedTask;
    }

    private void Hold(AuthorPosts known)
    {
        _posts = known;
        recent.Set(AuthorId, known);
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
