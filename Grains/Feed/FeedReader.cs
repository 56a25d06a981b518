using Instagram.Grains.Copies;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Instagram.Storage.Marks;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Feed;

/// <summary>
/// Pages of a home feed with their posts, filled up again where posts are gone or hidden. The first page of a ranked
/// feed leaves a <see cref="FeedFront"/> behind for those who ask for it next.
/// </summary>
public sealed class FeedReader(
    IGrainFactory grains, CardReader cards, Sight sight, MarkStore marks, FeedCells cells,
    Copies<PostCard> copies, RecentPosts recent, TimeProvider time, IOptions<FeedOptions> options)
{
    private static readonly Dictionary<long, UserCardJson> Nobody = [];

    private readonly TimeSpan _frontLife = TimeSpan.FromSeconds(options.Value.FrontSeconds);

    public async Task<FeedView> Read(
        long readerId, FeedOrder order, FeedPosition? position, int limit, CancellationToken ct)
    {
        // Before anything is read: what changes from here on makes the front that comes of it a bad one.
        var cell = cells.Find(readerId);
        var stand = cell is null ? default : FeedStand.Of(cell);
        var before = cell?.Front;
        var isFirst = position is null && order == FeedOrder.Ranked;
        var feed = grains.GetGrain<IFeedGrain>(readerId);
        if (cell is null)
        {
            // Asked for later, and read while the feed wakes.
            _ = grains.GetGrain<IUserGrain>(readerId).GetTies(readerId);
        }
        var (posts, marked) = (new List<ShownPost>(limit), new Dictionary<long, PostMark>(limit));
        while (true)
        {
            var page = await feed.GetPage(order, position, limit - posts.Count);
            var marking = Mark(readerId, page.PostIds, before, cell, marked, ct);
            await Show(readerId, page.PostIds, before is { KnowsTies: true } ? before : null, posts);
            await marking;
            position = page.HasMore ? page.Next : null;
            if (position is null || posts.Count == limit)
            {
                break;
            }
        }
        var view = new FeedView(
            [.. posts], [.. posts.Select(post => marked.GetValueOrDefault(post.Card.Id))], position);
        if (isFirst && cell is not null && copies.AreKept)
        {
            cell.Front = new FeedFront(cell, stand, recent, time.GetUtcNow() + _frontLife, limit, view);
        }
        return view;
    }

    /// <summary>
    /// Adds those that the reader may see. Each card is taken before it is asked whether it may be seen, so that a
    /// change in between leaves a card that is not current; what a front shows that knows of every change need not be
    /// asked again.
    /// </summary>
    private async Task Show(long readerId, IReadOnlyList<long> postIds, FeedFront? before, List<ShownPost> shown)
    {
        var found = await All(postIds, cards.FindPost);
        var known = new ShownPost?[found.Length];
        var unknown = new List<PostCard>();
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { } card && (known[i] = before?.FindShown(card)) is null)
            {
                unknown.Add(card);
            }
        }
        var (authors, mentioned) = unknown.Count == 0 ? (Nobody, Nobody) : (
            await People(readerId, unknown.Select(card => card.AuthorId), sight.MaySeePosts),
            await People(readerId, unknown.SelectMany(card => card.Mentions), sight.MaySeeProfiles));
        for (var i = 0; i < found.Length; i++)
        {
            if (known[i] is { } same)
            {
                shown.Add(same);
            }
            else if (found[i] is { } card && authors.GetValueOrDefault(card.AuthorId) is { } author)
            {
                shown.Add(new ShownPost(
                    card, author,
                    card.Mentions.IsEmpty
                        ? []
                        : [.. card.Mentions.Select(id => mentioned.GetValueOrDefault(id)).OfType<UserCardJson>()]));
            }
        }
    }

    private async Task<Dictionary<long, UserCardJson>> People(
        long readerId, IEnumerable<long> ids, Func<long, IReadOnlyCollection<long>, Task<HashSet<long>>> maySee)
    {
        var people = new Dictionary<long, UserCardJson>();
        var distinct = ids.Distinct().ToList();
        if (distinct.Count == 0)
        {
            return people;
        }
        var found = await All(distinct, cards.FindUser);
        var seen = await maySee(readerId, distinct);
        for (var i = 0; i < distinct.Count; i++)
        {
            if (found[i] is { } user && seen.Contains(distinct[i]))
            {
                people.Add(distinct[i], user);
            }
        }
        return people;
    }

    /// <summary>From the front that knows them, or the cell where they are new, else from the store.</summary>
    private async Task Mark(
        long readerId, IReadOnlyList<long> postIds, FeedFront? front, FeedCell? cell,
        Dictionary<long, PostMark> marked, CancellationToken ct)
    {
        var known = front is { KnowsMarks: true } ? front : null;
        // Another silo's marks do not come by here.
        var ownCell = copies.AreKept ? cell : null;
        var unknown = new List<long>();
        foreach (var postId in postIds)
        {
            if ((known?.FindMark(postId) ?? ownCell?.FindMark(postId)) is { } mark)
            {
                marked[postId] = mark;
            }
            else
            {
                unknown.Add(postId);
            }
        }
        if (unknown.Count == 0)
        {
            return;
        }
        var (liked, saved) = await marks.Find(readerId, unknown, ct);
        foreach (var postId in unknown)
        {
            marked[postId] = (liked.Contains(postId) ? PostMark.Liked : PostMark.None)
                | (saved.Contains(postId) ? PostMark.Saved : PostMark.None);
        }
    }

    /// <summary>Asks all at once, and waits for none that is here already.</summary>
    private static async Task<T[]> All<T>(IReadOnlyList<long> ids, Func<long, ValueTask<T>> find)
    {
        var found = new T[ids.Count];
        var asked = new List<(int At, Task<T> Answer)>();
        for (var i = 0; i < found.Length; i++)
        {
            var finding = find(ids[i]);
            if (finding.IsCompletedSuccessfully)
            {
                found[i] = await finding;
            }
            else
            {
                asked.Add((i, finding.AsTask()));
            }
        }
        foreach (var (at, answer) in asked)
        {
            found[at] = await answer;
        }
        return found;
    }
}
