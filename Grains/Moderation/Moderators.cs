using Instagram.Grains.Users;
using Instagram.Storage.Moderation;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Moderation;

/// <summary>Who moderates. A suspended account does not.</summary>
public sealed class Moderators(IGrainFactory grains, ModerationStore items, IOptions<ModerationOptions> options)
{
    private readonly HashSet<string> _names = options.Value.Moderators
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>As they were configured.</summary>
    public IReadOnlyCollection<string> Names => _names;

    public async Task<bool> Include(long userId)
    {
        if (userId == 0 || _names.Count == 0)
        {
            return false;
        }
        var user = grains.GetGrain<IUserGrain>(userId);
        return await user.GetCard() is { } card && _names.Contains(card.Username)
            && !(await user.GetStanding(userId)).IsSuspended;
    }

    /// <summary>Whether the thing is in the queue, or was removed and may come back.</summary>
    public Task<bool> IsWatched(ModerationKind kind, long targetId) =>
        items.IsWatched(kind, targetId, CancellationToken.None);
}
