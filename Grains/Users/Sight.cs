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
        // Where both grains show themselves here, they need not be asked; for whom a private one lets in, they must.
        if (open.Find(authorId) is { IsPrivate: false } author && open.Find(viewerId) is { } viewer)
        {
            return Task.FromResult(Visibility.MaySeePosts(new Sighting(
                viewerId == authorId, true, author.IsPrivate, author.IsSuspended, author.Blocked.Contains(viewerId),
                viewer.Blocked.Contains(authorId), ViewerFollows: false)));
        }
        return Ask();

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
        var viewer = grains.GetGrain<IUserGrain>(viewerId);
        var asked = ids.Select(id => (id, Standing: grains.GetGrain<IUserGrain>(id).GetStanding(viewerId))).ToList();
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
        return seen;
    }
}
