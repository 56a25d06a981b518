using Microsoft.Extensions.Options;

namespace Instagram.Grains.Feed;

/// <summary>
/// A thousand feeds that wake at once, as after a restart, must not take every connection of the database.
/// </summary>
public sealed class WakeLimiter(IOptions<FeedOptions> options, TimeProvider time) : TurnLimiter(
    options.Value.ConcurrentWakes, options.Value.WaitingWakes, TimeSpan.FromSeconds(options.Value.WakeWaitSeconds),
    "Too many feeds are waking.", time);
