using Instagram.Grains.Policies;

namespace Instagram.Grains.Users;

/// <summary>
/// Asks both sides and applies <see cref="Visibility"/>. Every read that could show something of an account's goes
/// through here, each time: what was allowed a moment ago says nothing. Viewer 0 is nobody signed in.
/// </summary>
public sealed class Sight(IGrainFactory grains, OpenAccounts open)
{
    public Task<bool> MaySeePosts(long viewerId, long authorId)
    {
        return FindOpen(viewerId, authorId) is { IsPrivate: false } known
            ? Task.FromResult(Visibility.MaySeePosts(known))
            : Ask();

        async Task<bool> Ask() => Visibility.MaySeePosts(await Of(viewerId, authorId));
    }

    /// <summary>Whether the account may add nothing.</summary>
    public async ValueTask<bool> IsSuspended(long userId) =>
        open.Find(userId)?.IsSuspended ?? (await grains.GetGrain<IUserGrain>(userId).GetStanding(userId)).IsSuspended;

    public async Task<bool> MaySeeProfile(long viewerId, long authorId) =>
        Visibility.MaySeeProfile(await Of(viewerId, authorId));

    /// <summary>Those of the authors whose posts the viewer may see.</summary>
    public Task<HashSet<long>> MaySeePosts(long viewerId, IReadOnlyCollection<long> authorIds) =>
        Among(viewerId, authorIds, isOfPosts: true);

    /// <summary>Those of the users whose profiles the viewer may see.</summary>
    public Task<HashSet<long>> MaySeeProfiles(long viewerId, IReadOnlyCollection<long> userIds) =>
        Among(viewerId, userIds, isOfPosts: false);

    /// <summary>Whether the viewer is told what the other does: seen by them, and not muted.</summary>
    public async Task<bool> MayHearOf(long viewerId, long otherId) =>
        await MaySeeProfile(viewerId, otherId)
        && !(await grains.GetGrain<IUserGrain>(viewerId).GetTies(otherId)).Mutes;

    /// <summary>The card of someone whose profile the viewer may see, or none.</summary>
    public async Task<UserCardView?> FindCard(long viewerId, long userId) =>
        await MaySeeProfile(viewerId, userId) ? await grains.GetGrain<IUserGrain>(userId).GetCard() : null;

    public async Task<Sighting> Of(long viewerId, long authorId)
    {
        var standing = grains.GetGrain<IUserGrain>(authorId).GetStanding(viewerId);
        var ties = viewerId == 0 || viewerId == authorId
            ? default
            : await grains.GetGrain<IUserGrain>(viewerId).GetTies(authorId);
        return Sighting.Of(viewerId, authorId, await standing, ties);
    }

    /// <summary>
    /// Whom the viewer follows, which may have to be read, only the posts of private accounts hang on.
    /// </summary>
    private async Task<HashSet<long>> Among(long viewerId, IReadOnlyCollection<long> ids, bool isOfPosts)
    {
        var seen = new HashSet<long>(ids.Count);
        if (ids.Count == 0)
        {
            return seen;
        }
        var unknown = new List<long>();
        foreach (var id in ids)
        {
            if (FindOpen(viewerId, id) is not { } known || (isOfPosts && known.IsPrivate))
            {
                unknown.Add(id);
            }
            else if (isOfPosts ? Visibility.MaySeePosts(known) : Visibility.MaySeeProfile(known))
            {
                seen.Add(id);
            }
        }
        if (unknown.Count > 0)
        {
            await Ask(viewerId, unknown, isOfPosts, seen);
        }
        return seen;
    }

    private async Task Ask(long viewerId, List<long> ids, bool isOfPosts, HashSet<long> seen)
    {
        var viewer = grains.GetGrain<IUserGrain>(viewerId);
        var asked = ids.ConvertAll(id => (id, Standing: grains.GetGrain<IUserGrain>(id).GetStanding(viewerId)));
        var blocked = viewerId == 0 ? [] : await viewer.BlockedAmong([.. ids]);
        foreach (var (id, answer) in asked)
        {
            var standing = await answer;
            var hangsOnFollow = isOfPosts && standing.IsPrivate && viewerId != 0 && viewerId != id;
            var ties = new Ties(
                hangsOnFollow && (await viewer.GetTies(id)).Follows, viewerId != id && blocked.Contains(id), false);
            var sighting = Sighting.Of(viewerId, id, standing, ties);
            if (isOfPosts ? Visibility.MaySeePosts(sighting) : Visibility.MaySeeProfile(sighting))
            {
                seen.Add(id);
            }
        }
    }

    /// <summary>
    /// As both grains show themselves here, who then need not be asked; but for whom a private account lets in, they
    /// must. Null when either does not.
    /// </summary>
    private Sighting? FindOpen(long viewerId, long otherId) =>
        open.Find(otherId) is { } other && open.Find(viewerId) is { } viewer
            ? new Sighting(
                viewerId == otherId, true, other.IsPrivate, other.IsSuspended, other.Blocked.Contains(viewerId),
                viewer.Blocked.Contains(otherId), ViewerFollows: false)
            : null;
}
