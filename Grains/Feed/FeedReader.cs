using Instagram.Grains.Copies;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;
using Instagram.Storage.Likes;
using Instagram.Storage.Saves;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Feed;

/// <summary>
/// Pages of a home feed with their posts, filled up again where posts are gone or hidden. The first page of a ranked
/// feed leaves a <see cref="FeedFront"/> behind for those who ask for it next.
/// </summary>
public sealed class FeedReader(
    IGrainFactory grains, CardReader cards, Sight sight, LikeStore likes, SaveStore saves, FeedCells cells,
    Copies<PostCard> copies, RecentPosts recent, TimeProvider time, IOptions<FeedOptions> options)
{
    private readonly TimeSpan _frontLife = TimeSpan.FromSeconds(options.Value.FrontSeconds);

    public async Task<FeedView> Read(
        long readerId, FeedOrder order, FeedPosition? position, int limit, CancellationToken ct)
    {
        // Before anything is read: what changes from here on makes the front that comes of it a bad one.
        var cell = cells.Find(readerId);
        var (version, pulled, marksSeen) = (cell?.Version ?? 0, cell?.Pulled ?? [], cell?.Marks ?? 0);
        var isFirst = position is null && order == FeedOrder.Ranked;
        var feed = grains.GetGrain<IFeedGrain>(readerId);
        var posts = new List<ShownPost>(limit);
        while (true)
        {
            var page = await feed.GetPage(order, position, limit - posts.Count);
            await Show(readerId, page.PostIds, posts);
            position = page.HasMore ? page.Next : null;
            if (position is null || posts.Count == limit)
            {
                break;
            }
        }
        var marks = await MarksOf(readerId, posts, cell?.Front is { KnowsMarks: true } front ? front : null, ct);
        if (isFirst && cell is not null && copies.AreKept)
        {
            cell.Front = new FeedFront(
                cell, version, pulled, recent, marksSeen, time.GetUtcNow() + _frontLife, limit, [.. posts], marks,
                position);
        }
        return new FeedView(posts, marks, position);
    }

    /// <summary>
    /// Adds those that the reader may see. Each card is taken before it is asked whether it may be seen, so that a
    /// change in between leaves a card that is not current.
    /// </summary>
    private async Task Show(long readerId, IReadOnlyList<long> postIds, List<ShownPost> shown)
    {
        var found = new List<(PostCard Card, Held<PostCard> Copy)>(postIds.Count);
        foreach (var post in await All(postIds, cards.FindPost))
        {
            if (post is { } present)
            {
                found.Add(present);
            }
        }
        var authors = await People(
            found.Select(post => post.Card.AuthorId), author => sight.MaySeePosts(readerId, author));
        var mentioned = await People(
            found.SelectMany(post => post.Card.Mentions), user => sight.MaySeeProfile(readerId, user));
        foreach (var (card, copy) in found)
        {
            if (authors.GetValueOrDefault(card.AuthorId) is { } author)
            {
                shown.Add(new ShownPost(
                    card, copy, author,
                    card.Mentions.IsEmpty
                        ? []
                        : [.. card.Mentions.Select(id => mentioned.GetValueOrDefault(id)).OfType<ShownUser>()]));
            }
        }
    }

    private async Task<Dictionary<long, ShownUser>> People(IEnumerable<long> ids, Func<long, Task<bool>> maySee)
    {
        var people = new Dictionary<long, ShownUser>();
        var distinct = ids.Distinct().ToList();
        var found = await All(distinct, cards.FindUser);
        var seen = await Task.WhenAll(distinct.Select(maySee));
        for (var i = 0; i < distinct.Count; i++)
        {
            if (seen[i] && found[i] is { } user)
            {
                people.Add(distinct[i], user);
            }
        }
        return people;
    }

    /// <summary>From the front that knows them, else from the store.</summary>
    private async Task<PostMark[]> MarksOf(
        long readerId, List<ShownPost> posts, FeedFront? front, CancellationToken ct)
    {
        var marks = new PostMark[posts.Count];
        var unknown = new List<long>();
        for (var i = 0; i < marks.Length; i++)
        {
            if (front?.FindMark(posts[i].Card.Id) is { } known)
            {
                marks[i] = known;
            }
            else
            {
                unknown.Add(posts[i].Card.Id);
            }
        }
        if (unknown.Count == 0)
        {
            return marks;
        }
        var liked = likes.LikedAmong(readerId, unknown, ct);
        var saved = await saves.SavedAmong(readerId, unknown, ct);
        foreach (var (id, mark) in (await liked).Select(id => (id, PostMark.Liked))
            .Concat(saved.Select(id => (id, PostMark.Saved))))
        {
            marks[posts.FindIndex(post => post.Card.Id == id)] |= mark;
        }
        return marks;
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
