using Instagram.Storage.Moderation;

namespace Instagram.Grains.Moderation;

/// <summary>Brings what is said of an item before the grain of the thing that it is about.</summary>
public sealed class ModerationDecisions(IGrainFactory grains, ModerationStore items)
{
    /// <inheritdoc cref="IModerationGrain.Decide"/>
    public async Task<bool> Decide(long itemId, ModerationVerdict verdict, long moderatorId, CancellationToken ct) =>
        await items.Find(itemId, ct) is { } item
        && await grains.GetGrain<IModerationGrain>(item.Target.Id).Decide(itemId, verdict, moderatorId);

    /// <inheritdoc cref="IModerationGrain.Appeal"/>
    public async Task<AppealOutcome> Appeal(long itemId, long authorId, string text, CancellationToken ct) =>
        await items.Find(itemId, ct) is { } item
            ? await grains.GetGrain<IModerationGrain>(item.Target.Id).Appeal(itemId, authorId, text)
            : AppealOutcome.NotFound;
}
