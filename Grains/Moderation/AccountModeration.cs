using Instagram.Grains.Users;
using Instagram.Storage.Moderation;

namespace Instagram.Grains.Moderation;

/// <summary>Suspends and restores accounts, by way of items, so that their owners are told and can appeal.</summary>
public sealed class AccountModeration(IGrainFactory grains, ModerationQueue queue, ModerationStore items)
{
    private const int SuspensionsAtOnce = 100;

    /// <summary>False when there is no such account.</summary>
    public async Task<bool> Suspend(long userId, long moderatorId, CancellationToken ct)
    {
        var standing = await grains.GetGrain<IUserGrain>(userId).GetStanding(0);
        if (standing.Exists && !(standing.IsSuspended && await HasSuspensions(userId, ct)))
        {
            await Remove(userId, moderatorId, ct);
        }
        return standing.Exists;
    }

    /// <inheritdoc cref="Suspend"/>
    public async Task<bool> Restore(long userId, long moderatorId, CancellationToken ct)
    {
        var standing = await grains.GetGrain<IUserGrain>(userId).GetStanding(0);
        if (!standing.Exists)
        {
            return false;
        }
        if (standing.IsSuspended && !await HasSuspensions(userId, ct))
        {
            // A suspension stopped between what is shown and what is said of it: it is finished, to be taken back.
            await Remove(userId, moderatorId, ct);
        }
        foreach (var item in await items.ListSuspensions(userId, SuspensionsAtOnce, ct))
        {
            await grains.GetGrain<IModerationGrain>(userId).Decide(item.Id, ModerationVerdict.Approve, moderatorId);
        }
        return true;
    }

    private async Task Remove(long userId, long moderatorId, CancellationToken ct)
    {
        var itemId = await queue.FindOrOpen(new ModerationTarget(ModerationKind.User, userId, userId), ct);
        await grains.GetGrain<IModerationGrain>(userId).Decide(itemId, ModerationVerdict.Remove, moderatorId);
    }

    private async Task<bool> HasSuspensions(long userId, CancellationToken ct) =>
        (await items.ListSuspensions(userId, 1, ct)).Count > 0;
}
