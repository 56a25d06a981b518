using Instagram.Storage.Accounts;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Accounts;

/// <summary>Signed-in devices: issues tokens, renews them, ends them.</summary>
public sealed class Sessions(
    SessionStore store, SessionCache cache, SnowflakeIds ids, TimeProvider time, IOptions<AccountOptions> options)
{
    private const int MaxUserAgent = 200;

    /// <summary>Null when the password that was verified is no longer the account's.</summary>
    public async Task<SignedIn?> Open(long userId, string passwordHash, string userAgent, CancellationToken ct)
    {
        var id = ids.Next(ShardId.Of(userId));
        var (row, signedIn) = Issue(id, userId, userAgent);
        if (!await store.Create(row, passwordHash, ct))
        {
            return null;
        }
        cache.Remember(row);
        return signedIn;
    }

    /// <summary>A new pair; null when the token is unknown or expired. One used before ends its session.</summary>
    public async Task<SignedIn?> Renew(string refreshToken, CancellationToken ct)
    {
        if (!SessionToken.TryParse(refreshToken, out var token) || await store.Find(token.SessionId, ct) is not { } old)
        {
            return null;
        }
        if (old.RefreshExpiresAt > time.GetUtcNow())
        {
            var (renewed, signedIn) = Issue(old.Id, old.UserId, old.UserAgent);
            if (await store.Rotate(token.Hash, renewed, ct))
            {
                return cache.Remember(renewed) ? signedIn : null;
            }
        }
        if (await store.IsSpent(old.Id, token.Hash, ct))
        {
            await End(old.UserId, old.Id);
        }
        return null;
    }

    /// <summary>False when it is not a session of this user. When it returns, its tokens open nothing.</summary>
    public async Task<bool> End(long userId, long sessionId)
    {
        var ended = false;
        try
        {
            // Not on a request's token: who hangs up while signing out is signed out.
            ended = await store.End(userId, sessionId, CancellationToken.None);
        }
        finally
        {
            cache.Forget(sessionId, userId, ended);
        }
        return ended;
    }

    /// <summary>Sets the password and ends every session but one, both or neither.</summary>
    public async Task ChangePassword(long userId, string passwordHash, long keptSessionId)
    {
        // Unless it is known which have ended, each is looked up again.
        foreach (var ended in await store.ChangePassword(userId, passwordHash, keptSessionId, CancellationToken.None)
            .OrForget(() => cache.LookUpAgain(userId)))
        {
            cache.Forget(ended, userId, hasEnded: true);
        }
    }

    /// <summary>At most <paramref name="limit"/> sessions older than one, newest first.</summary>
    public async Task<IReadOnlyList<SessionView>> List(long userId, long before, int limit, CancellationToken ct) =>
        (await store.List(userId, time.GetUtcNow(), before, limit, ct))
            .Select(row => new SessionView(row.Id, SnowflakeIds.TimeOf(row.Id), row.LastSeenAt, row.UserAgent))
            .ToList();

    private (SessionRow Row, SignedIn SignedIn) Issue(long sessionId, long userId, string userAgent)
    {
        var now = time.GetUtcNow();
        var lifetime = TimeSpan.FromMinutes(options.Value.AccessTokenMinutes);
        var access = SessionToken.New(sessionId);
        var refresh = SessionToken.New(sessionId);
        var row = new SessionRow(
            sessionId, userId, access.Hash, now + lifetime, refresh.Hash,
            now.AddDays(options.Value.RefreshTokenDays), now,
            Shortened(userAgent));
        return (row, new SignedIn(userId, access.Text, refresh.Text, (int)lifetime.TotalSeconds));
    }

    /// <summary>Never between the two halves of a character.</summary>
    private static string Shortened(string userAgent) =>
        userAgent.Length <= MaxUserAgent ? userAgent
        : userAgent[..(char.IsHighSurrogate(userAgent[MaxUserAgent - 1]) ? MaxUserAgent - 1 : MaxUserAgent)];
}
