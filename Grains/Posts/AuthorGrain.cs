using System.Collections.Immutable;
using Instagram.Storage.Feed;
using Instagram.Storage.Posts;
using Orleans.Runtime;

namespace Instagram.Grains.Posts;

public sealed class AuthorGrain(PostStore posts, TimelineStore timelines, RecentPosts recent) : Grain, IAuthorGrain
{
    private const int Capacity = 200;

    /// <summary>Null until somebody asks: an author who only posts needs none.</summary>
    private AuthorPosts? _posts;
    private Task<AuthorPosts>? _loading;
    private int _changes;

    private long AuthorId => this.GetPrimaryKeyLong();

    /// <summary>A copy that reaches back as far is as good as what is stored: this ends it with every change.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (recent.FindKnown(AuthorId) is { } known && (!known.HasOlder || known.NewestFirst.Length >= Capacity))
        {
            Hold(new AuthorPosts(known.NewestFirst, known.Floor, known.IsPulled));
        }
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        recent.Remove(AuthorId);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<long>> GetPosts(long beforeId, int limit)
    {
        var known = _posts ?? await (_loading ??= Load());
        var newest = known.NewestFirst;
        var start = FirstBelow(newest, beforeId);
        if (newest.Length - start >= limit || !known.HasOlder)
        {
            return newest.Slice(start, Math.Min(limit, newest.Length - start));
        }
        return [.. await posts.PublishedBefore(AuthorId, beforeId, limit, CancellationToken.None)];
    }

    public Task Published(long postId) => Change(known =>
    {
        var newest = known.NewestFirst;
        var at = FirstBelow(newest, postId);
        // Below the floor there may be others, newer than this one, that are not known here.
        if ((at > 0 && newest[at - 1] == postId) || postId < known.Floor)
        {
            return known;
        }
        var all = newest.Insert(at, postId);
        return all.Length > Capacity
            ? new AuthorPosts(all[..Capacity], all[Capacity - 1], known.IsPulled)
            : new AuthorPosts(all, known.Floor, known.IsPulled);
    });

    public Task Removed(long postId) => Change(
        known => new AuthorPosts(known.NewestFirst.Remove(postId), known.Floor, known.IsPulled));

    public Task SetPulled(bool pulled) => Change(known => new AuthorPosts(known.NewestFirst, known.Floor, pulled));

    /// <summary>What is not known here is stored; but others who are reading it may have missed the change.</summary>
    private Task Change(Func<AuthorPosts, AuthorPosts> change)
    {
        _changes++;
        if (_posts is null)
        {
            recent.Doubt(AuthorId);
        }
        else if (change(_posts) is var changed && changed != _posts)
        {
            Hold(changed);
        }
        return Task.CompletedTask;
    }

    /// <summary>Questions do not hold up changes: what changes while it is read may be missing in it.</summary>
    private async Task<AuthorPosts> Load()
    {
        try
        {
            while (true)
            {
                var before = _changes;
                var stored = await timelines.ReadAuthor(AuthorId, Capacity, CancellationToken.None);
                if (_changes == before)
                {
                    var known = AuthorPosts.Of(stored, Capacity);
                    Hold(known);
                    return known;
                }
            }
        }
        finally
        {
            _loading = null;
        }
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
