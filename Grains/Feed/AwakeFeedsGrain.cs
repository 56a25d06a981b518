using System.Collections.Immutable;

namespace Instagram.Grains.Feed;

[KeepAlive]
public sealed class AwakeFeedsGrain(TimeProvider time) : Grain, IAwakeFeedsGrain
{
    private static readonly TimeSpan AsleepAfter = TimeSpan.FromMinutes(3);

    private readonly Dictionary<long, (Guid Registration, DateTimeOffset RenewedAt)> _awake = [];
    private DateTimeOffset _sweptAt;

    public Task<Guid> Renew(long userId)
    {
        var now = time.GetUtcNow();
        var registration = _awake.TryGetValue(userId, out var known) ? known.Registration : Guid.NewGuid();
        _awake[userId] = (registration, now);
        if (now - _sweptAt >= AsleepAfter)
        {
            _sweptAt = now;
            foreach (var (asleep, _) in _awake.Where(feed => now - feed.Value.RenewedAt > AsleepAfter).ToList())
            {
                _awake.Remove(asleep);
            }
        }
        return Task.FromResult(registration);
    }

    public Task Leave(long userId)
    {
        _awake.Remove(userId);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<long>> FindAwake(ImmutableArray<long> userIds) =>
        Task.FromResult(userIds.Where(_awake.ContainsKey).ToImmutableArray());
}
