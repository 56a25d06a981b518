using Instagram.Grains.Users;
using Instagram.Storage.Marks;

namespace Instagram.Grains.Posts;

/// <summary>
/// Posts as one viewer gets them: what the viewer may not see is left out. Viewer 0 is nobody signed in.
/// </summary>
public sealed class PostReader(IGrainFactory grains, Sight sight, MarkStore marks, OpenPosts open)
{
    /// <summary>
    /// Null when there is none or the viewer may not see it. Its author sees it before it is published. One that
    /// <paramref name="isNew"/> nobody has marked.
    /// </summary>
    public async Task<PostForViewer?> Find(long viewerId, long postId, CancellationToken ct, bool isNew = false)
    {
        var found = await Read(viewerId, [postId], unpublished: true, isNew, ct);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>Those of the posts that are published and visible, in the order of their ids.</summary>
    public Task<IReadOnlyList<PostForViewer>> Read(
        long viewerId, IReadOnlyList<long> postIds, CancellationToken ct) =>
        Read(viewerId, postIds, unpublished: false, areNew: false, ct);

    /// <summary>Whether the viewer may act on the post: like it, save it, comment on it.</summary>
    public async Task<PostState?> FindPublished(long viewerId, long postId) =>
        await GetState(postId) is { Status: PostStatus.Published } post
        && await sight.MaySeePosts(viewerId, post.AuthorId)
            ? post
            : null;

    /// <summary>
    /// A page of an author's posts, newest first; the caller has made sure that the viewer may see them.
    /// </summary>
    public Task<PostPage<long>> ReadByAuthor(
        long viewerId, long authorId, long before, int limit, CancellationToken ct)
    {
        var author = grains.GetGrain<IAuthorGrain>(authorId);
        return Fill<long>(viewerId, limit, before, async (from, wanted) =>
        {
            var ids = await author.GetPosts(from, wanted + 1);
            var taken = ids.Length > wanted ? [.. ids.Take(wanted)] : ids;
            return (taken, taken.Length > 0 ? taken[^1] : from, ids.Length > wanted);
        }, ct);
    }

    /// <summary>
    /// A full page out of candidates of whom some may be gone or hidden: reads on until it is full or nothing is left.
    /// </summary>
    public async Task<PostPage<TPosition>> Fill<TPosition>(
        long viewerId, int limit, TPosition position,
        Func<TPosition, int, Task<(IReadOnlyList<long> Ids, TPosition Next, bool HasMore)>> read, CancellationToken ct)
    {
        var posts = new List<PostForViewer>(limit);
        while (true)
        {
            var (ids, next, hasMore) = await read(position, limit - posts.Count);
            posts.AddRange(await Read(viewerId, ids, ct));
            position = next;
            if (!hasMore || posts.Count == limit)
            {
                return new PostPage<TPosition>(posts, position, hasMore);
            }
        }
    }

    private ValueTask<PostState?> GetState(long postId) => open.FindAuthor(postId) is { } authorId
        ? ValueTask.FromResult<PostState?>(new PostState(authorId, PostStatus.Published))
        : new ValueTask<PostState?>(grains.GetGrain<IPostGrain>(postId).GetState());

    private async Task<IReadOnlyList<PostForViewer>> Read(
        long viewerId, IReadOnlyList<long> postIds, bool unpublished, bool areNew, CancellationToken ct)
    {
        var views = await Task.WhenAll(postIds.Select(id => grains.GetGrain<IPostGrain>(id).Get()));
        var present = views.OfType<PostView>()
            .Where(post => post.Status == PostStatus.Published || (unpublished && post.AuthorId == viewerId))
            .ToList();
        var marking = marks.Find(viewerId, viewerId == 0 || areNew ? [] : present.ConvertAll(post => post.Id), ct);
        var visible = await sight.MaySeePosts(viewerId, present.Select(post => post.AuthorId).ToHashSet());
        var (liked, saved) = await marking;
        present.RemoveAll(post => !visible.Contains(post.AuthorId));
        if (present.Count == 0)
        {
            return [];
        }
        var cards = await Cards(viewerId, present);
        return present
            .Where(post => cards[post.AuthorId] is not null)
            .Select(post => new PostForViewer(
                post, cards[post.AuthorId]!,
                [.. post.Mentions.Select(id => cards.GetValueOrDefault(id)).OfType<UserCardView>()],
                liked.Contains(post.Id), saved.Contains(post.Id)))
            .ToList();
    }

    /// <summary>Cards of the authors, and of those mentioned whose profile the viewer may see.</summary>
    private async Task<Dictionary<long, UserCardView?>> Cards(long viewerId, List<PostView> posts)
    {
        var authors = posts.Select(post => post.AuthorId).ToHashSet();
        var mentioned = posts.SelectMany(post => post.Mentions).Where(id => !authors.Contains(id)).ToHashSet();
        var visible = await sight.MaySeeProfiles(viewerId, mentioned);
        var cards = await Task.WhenAll(authors.Concat(visible)
            .Select(async id => (id, Card: await grains.GetGrain<IUserGrain>(id).GetCard())));
        return cards.ToDictionary(card => card.id, card => card.Card);
    }
}
