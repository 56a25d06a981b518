using System.Threading.RateLimiting;
using Instagram.Grains.Budgets;
using Microsoft.Extensions.Options;

namespace Instagram.ApiHost.Http;

/// <summary>
/// How many requests one address and one token may send: a burst, then so many a second. Health checks are exempt.
/// The address is counted first, before a request costs anything; the token once it is known to be alive.
/// </summary>
internal sealed class GatewayLimits : IDisposable
{
    private readonly LimitOptions _options;
    private readonly PartitionedRateLimiter<string> _byAddress;
    private readonly PartitionedRateLimiter<long> _bySession;

    public GatewayLimits(IOptions<LimitOptions> options)
    {
        _options = options.Value;
        _byAddress = Limiter<string>(_options.RequestBurstPerAddress, _options.RequestsPerSecondPerAddress);
        _bySession = Limiter<long>(_options.RequestBurstPerToken, _options.RequestsPerSecondPerToken);
    }

    public Task CountAddress(HttpContext http, RequestDelegate next) =>
        _options.Enabled && !http.Request.Path.StartsWithSegments("/health") && http.Features.Get<Counted>() is null
            ? Pass(_byAddress, ClientNetwork.Of(http), http, next)
            : next(http);

    public Task CountSession(HttpContext http, RequestDelegate next) =>
        _options.Enabled && http.Features.Get<Counted>() is null && Caller.Of(http) is { IsAnonymous: false } caller
            ? Pass(_bySession, caller.SessionId, http, next)
            : next(http);

    /// <summary>Counts a request of an address and a session; false when it is one too many.</summary>
    public bool TryCount(HttpContext http, long sessionId)
    {
        if (!_options.Enabled)
        {
            return true;
        }
        using var ofAddress = _byAddress.AttemptAcquire(ClientNetwork.Of(http));
        using var ofSession = _bySession.AttemptAcquire(sessionId);
        return ofAddress.IsAcquired && ofSession.IsAcquired;
    }

    /// <summary>What was counted by <see cref="TryCount"/> goes on its usual way, and is not counted again.</summary>
    public static void PassOn(HttpContext http) => http.Features.Set(Counted.Instance);

    public void Dispose()
    {
        _byAddress.Dispose();
        _bySession.Dispose();
    }

    private sealed class Counted
    {
        public static readonly Counted Instance = new();
    }

    private static async Task Pass<TKey>(
        PartitionedRateLimiter<TKey> limiter, TKey key, HttpContext http, RequestDelegate next)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        await Problems.RateLimited((int)Math.Ceiling(wait.TotalSeconds)).ExecuteAsync(http);
    }

    private static PartitionedRateLimiter<TKey> Limiter<TKey>(int burst, int perSecond)
        where TKey : notnull =>
        PartitionedRateLimiter.Create<TKey, TKey>(key => RateLimitPartition.GetTokenBucketLimiter(
            key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
}
