using Instagram.Grains.Users;
using Instagram.Storage.Graph;
using Instagram.Storage.Likes;
using Instagram.Storage.Stories;

namespace Instagram.Grains.Graph;

/// <summary>Lists of people, newest first, continued by the id of the last edge of the page before.</summary>
public sealed class UserLists(
    IGrainFactory grains, GraphStore graph, ShunStore shuns, LikeStore likes, StoryAudienceStore audience, Sight sight)
{
    public Task<UserPage> Followers(long viewerId, long userId, long before, int limit, CancellationToken ct) =>
        Fill(viewerId, before, limit, (from, count) => graph.ListFollowers(userId, from, count, ct));

    public Task<UserPage> Following(long viewerId, long userId, long before, int limit, CancellationToken ct) =>
        Fill(viewerId, before, limit, (from, count) => graph.ListFollowing(userId, from, count, ct));

    public Task<UserPage> Requests(long userId, long before, int limit, CancellationToken ct) =>
        Fill(userId, before, limit, (from, count) => graph.ListRequests(userId, from, count, ct));

    public Task<UserPage> Likers(long viewerId, long postId, long before, int limit, CancellationToken ct) =>
        Fill(viewerId, before, limit, (from, count) => likes.List(postId, from, count, ct));

    public Task<UserPage> StoryViewers(long viewerId, long storyId, long before, int limit, CancellationToken ct) =>
        Fill(viewerId, before, limit, (from, count) => audience.ListViewers(storyId, from, count, ct));

    public Task<UserPage> Muted(long userId, long before, int limit, CancellationToken ct) =>
        Fill(userId, before, limit, (from, count) => shuns.ListMuted(userId, from, count, ct));

    /// <summary>The one list of people whose profile its reader may not see.</summary>
    public Task<UserPage> Blocked(long userId, long before, int limit, CancellationToken ct) =>
        Fill(before, limit, (from, count) => shuns.ListBlocked(userId, from, count, ct), async otherId =>
            !(await grains.GetGrain<IUserGrain>(otherId).GetStanding(userId)).IsSuspended
            && await grains.GetGrain<IUserGrain>(otherId).GetCard() is { } card
                ? card with { AvatarMediaId = null }
                : null);

    private Task<UserPage> Fill(
        long viewerId, long before, int limit, Func<long, int, Task<IReadOnlyList<EdgeRow>>> read) =>
        Fill(before, limit, read, userId => sight.FindCard(viewerId, userId));

    private static async Task<UserPage> Fill(
        long before, int limit, Func<long, int, Task<IReadOnlyList<EdgeRow>>> read,
        Func<long, Task<UserCardView?>> show)
    {
        var page = await FullPage<EdgeRow, UserCardView>.Fill(
            before, limit, read, edge => edge.EdgeId, edge => show(edge.UserId));
        return new UserPage([.. page.Entries.Select(entry => entry.Shown)], page.Last, page.HasMore);
    }
}
