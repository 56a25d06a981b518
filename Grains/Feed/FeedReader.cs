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
        var (posts, marked) = (Array.Empty<ShownPost>(), Array.Empty<PostMark>());
        while (true)
        {
            var page = await feed.GetPage(order, position, limit - posts.Length);
            var part = new FeedPart(readerId, page.PostIds, page.AuthorIds);
            await Fill(part, before, cell, ct);
            (posts, marked) = posts.Length == 0
                ? (part.Shown, part.Marks)
                : ([.. posts, .. part.Shown], [.. marked, .. part.Marks]);
            position = page.HasMore ? page.Next : null;
            if (position is null || posts.Length == limit)
            {
                break;
            }
        }
        var view = new FeedView(posts, marked, position);
        if (isFirst && cell is not null && copies.AreKept)
        {
            cell.Front = new FeedFront(cell, stand, recent, time.GetUtcNow() + _frontLife, limit, view);
        }
        return view;
    }

    /// <summary>With those that the reader may see, and the reader's marks.</summary>
    private async Task Fill(FeedPart part, FeedFront? before, FeedCell? cell, CancellationToken ct)
    {
        // Another silo's marks do not come by here.
        part.TakeOver(before, copies.AreKept ? cell : null);
        var marking = part.Unmarked is { } unmarked ? Mark(part, unmarked, ct) : Task.CompletedTask;
        if (part.Unshown is { } unshown)
        {
            await Show(part, unshown);
        }
        await marking;
        part.Close();
    }

    /// <summary>
    /// Each card is taken before it is asked whether it may be seen, so that a change in between leaves a card that is
    /// not current.
    /// </summary>
    private async Task Show(FeedPart part, List<int> places)
    {
        foreach (var place in places)
        {
            cards.LookAhead(part.PostIds[place], part.AuthorIds[place]);
        }
        var found = await All(places.ConvertAll(place => part.PostIds[place]), cards.FindPost);
        var there = found.OfType<PostCard>().ToList();
        var authors = await People(part.ReaderId, there.Select(card => card.AuthorId), sight.MaySeePosts);
        var mentioned = await People(
            part.ReaderId, there.SelectMany(card => card.Mentions), sight.MaySeeProfiles);
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is { } card && authors.GetValueOrDefault(card.AuthorId) is { } author)
            {
                part.Shown[places[i]] = new ShownPost(
                    card, author,
                    card.Mentions.IsEmpty
                        ? []
                        : [.. card.Mentions.Select(id => mentioned.GetValueOrDefault(id)).OfType<UserCardJson>()]);
            }
        }
    }

    private async Task Mark(FeedPart part, List<int> places, CancellationToken ct)
    {
        var (liked, saved) = await marks.Find(
            part.ReaderId, places.ConvertAll(place => part.PostIds[place]), ct);
        foreach (var place in places)
        {
            var postId = part.PostIds[place];
            part.Marks[place] = (liked.Contains(postId) ? PostMark.Liked : PostMark.None)
                | (saved.Contains(postId) ? PostMark.Saved : PostMark.None);
        }
    }

    private async Task<Dictionary<long, UserCardJson>> People(
        long readerId, IEnumerable<long> ids, Func<long, IReadOnlyCollection<long>, Task<HashSet<long>>> maySee)
    {
        var distinct = ids.Distinct().ToList();
        if (distinct.Count == 0)
        {
            return Nobody;
        }
        var people = new Dictionary<long, UserCardJson>();
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

    /// <summary>Asks all at once, and waits for none that is here already.</summary>
    private static async Task<T[]> All<T>(List<long> ids, Func<long, ValueTask<T>> find)
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
