using System.Runtime.CompilerServices;
using Instagram.Grains.Graph;
using Instagram.Grains.Policies;
using Instagram.Grains.Posts;
using Instagram.Grains.Saves;
using Instagram.Grains.Users;
using Instagram.Storage.Leaving;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Instagram.Storage.Posts;
using Instagram.Storage.Stories;

namespace Instagram.Grains.Leaving;

/// <summary>
/// Everything of an account for its owner, piece by piece. Of other people there is what the owner sees of them now; of
/// what the owner did under their things, no more than which and when.
/// </summary>
public sealed class AccountExport(
    IGrainFactory grains, ClosingStore closing, DeedStore deeds, PostStore posts, MediaStore mediaStore,
    StoryStore stories, IObjectStore objects, UserLists lists, SavedPosts saved, TimeProvider time)
{
    private const int Page = 100;

    /// <summary>Whether there still is an account: one that is closed meanwhile gets nothing more.</summary>
    public async Task<bool> Continues(long userId) =>
        (await grains.GetGrain<IUserGrain>(userId).GetStanding(userId)).Exists;

    public Task<UserView?> Profile(long userId) => grains.GetGrain<IUserGrain>(userId).Get();

    public Task<string?> Email(long userId, CancellationToken ct) => closing.GetEmail(userId, ct);

    /// <summary>All posts with their media, oldest first, also those that nobody else sees.</summary>
    public async IAsyncEnumerable<(PostRow Post, IReadOnlyList<MediaRow> Media)> Posts(
        long userId, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var postId in deeds.PostIds(userId, ct))
        {
            if (await posts.Find(postId, ct) is { } post)
            {
                var media = (await mediaStore.FindMany(userId, post.MediaIds, ct)).ToDictionary(row => row.Id);
                yield return (post, [.. post.MediaIds.Where(media.ContainsKey).Select(id => media[id])]);
            }
        }
    }

    /// <summary>The live stories with their media, oldest first.</summary>
    public async Task<IReadOnlyList<(StoryRow Story, MediaRow Medium)>> Stories(long userId, CancellationToken ct)
    {
        var live = await stories.OfAuthor(userId, StoryLife.FirstLive(time.GetUtcNow()), ct);
        var media = (await mediaStore.FindMany(userId, [.. live.Select(story => story.MediaId)], ct))
            .ToDictionary(row => row.Id);
        return
        [
            .. live.Where(story => media.ContainsKey(story.MediaId)).Select(story => (story, media[story.MediaId])),
        ];
    }

    /// <summary>The owner's medium; null when there is none.</summary>
    public async Task<MediaRow?> Medium(long userId, long mediaId, CancellationToken ct) =>
        (await mediaStore.FindMany(userId, [mediaId], ct)) is [var medium] ? medium : null;

    /// <summary>The file as it was uploaded; null when it is not there.</summary>
    public async Task<Stream?> Original(MediaRow medium, CancellationToken ct) =>
        medium.OriginalKey is { } key ? await objects.OpenRead(key, ct) : null;

    public IAsyncEnumerable<WrittenRow> Comments(long userId, CancellationToken ct) => deeds.Comments(userId, ct);

    public IAsyncEnumerable<LikeRow> Likes(long userId, CancellationToken ct) => deeds.Likes(userId, ct);

    public IAsyncEnumerable<long> CommentLikes(long userId, CancellationToken ct) => deeds.CommentLikes(userId, ct);

    /// <summary>Newest save first.</summary>
    public async IAsyncEnumerable<PostForViewer> Saved(long userId, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var (before, hasMore) = (long.MaxValue, true); hasMore;)
        {
            var page = await saved.Read(userId, before, Page, ct);
            foreach (var post in page.Posts)
            {
                yield return post;
            }
            (before, hasMore) = (page.Next, page.HasMore);
        }
    }

    public IAsyncEnumerable<UserCardView> Followers(long userId, CancellationToken ct) =>
        People(before => lists.Followers(userId, userId, before, Page, ct));

    public IAsyncEnumerable<UserCardView> Following(long userId, CancellationToken ct) =>
        People(before => lists.Following(userId, userId, before, Page, ct));

    public IAsyncEnumerable<UserCardView> Blocked(long userId, CancellationToken ct) =>
        People(before => lists.Blocked(userId, before, Page, ct));

    public IAsyncEnumerable<UserCardView> Muted(long userId, CancellationToken ct) =>
        People(before => lists.Muted(userId, before, Page, ct));

    private static async IAsyncEnumerable<UserCardView> People(Func<long, Task<UserPage>> read)
    {
        for (var (before, hasMore) = (long.MaxValue, true); hasMore;)
        {
            var page = await read(before);
            foreach (var person in page.People)
            {
                yield return person;
            }
            (before, hasMore) = (page.Before, page.HasMore);
        }
    }
}
