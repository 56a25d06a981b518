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
        if (standing is { Exists: true, IsSuspended: false })
        {
            var itemId = await queue.FindOrOpen(new ModerationTarget(ModerationKind.User, userId, userId), ct);
            await grains.GetGrain<IModerationGrain>(userId).Decide(itemId, ModerationVerdict.Remove, moderatorId);
        }
        return standing.Exists;
    }

    /// <inheritdoc cref="Suspend"/>
    public async Task<bool> Restore(long userId, long moderatorId, CancellationToken ct)
    {
        if (!(await grains.GetGrain<IUserGrain>(userId).GetStanding(0)).Exists)
        {
            return false;
        }
        foreach (var item in await items.ListSuspensions(userId, SuspensionsAtOnce, ct))
        {
            await grains.GetGrain<IModerationGrain>(userId).Decide(item.Id, ModerationVerdict.Approve, moderatorId);
        }
        return true;
    }
}
