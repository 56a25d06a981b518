using System.Collections.Concurrent;
using System.Security.Cryptography;
using Instagram.Storage.Accounts;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Accounts;

/// <summary>
/// The silo's memory of live sessions, so that a request's token is checked without the database. A session that ends
/// is remembered as ended before its end is answered: whoever is reading its row at that moment can not bring it back.
/// </summary>
public sealed class SessionCache(SessionStore store, TimeProvider time, IOptions<AccountOptions> options)
{
    /// <summary>Longer than any read of a session's row can be under way.</summary>
    private static readonly TimeSpan EndedKept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<long, SessionRow> _live = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _ended = new();
    private readonly int _capacity = options.Value.CachedSessions;

    public int Count => _live.Count;

    /// <summary>The session that an access token opens; null for a dead or unknown one.</summary>
    public async ValueTask<LiveSession?> Find(string accessToken, CancellationToken ct)
    {
        if (!SessionToken.TryParse(accessToken, out var token))
        {
            return null;
        }
        if (_live.TryGetValue(token.SessionId, out var known) && Opens(known, token.Hash))
        {
            return new LiveSession(known.Id, known.UserId);
        }
        return await store.Find(token.SessionId, ct) is { } row && Opens(row, token.Hash) && Remember(row)
            ? new LiveSession(row.Id, row.UserId)
            : null;
    }

    /// <summary>The session of an access token if it is remembered; of one that is not, nothing is known.</summary>
    public LiveSession? FindKnown(ReadOnlySpan<char> accessToken)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return SessionToken.TryParse(accessToken, hash, out var id) && _live.TryGetValue(id, out var known)
            && Opens(known, hash)
                ? new LiveSession(known.Id, known.UserId)
                : null;
    }

    /// <summary>False when the session has ended meanwhile.</summary>
    public bool Remember(SessionRow session)
    {
        if (_live.Count >= _capacity)
        {
            Shrink();
        }
        if (_capacity > 0)
        {
            _live.AddOrUpdate(
                session.Id, session,
                (_, known) => known.AccessExpiresAt > session.AccessExpiresAt ? known : session);
        }
        if (!_ended.ContainsKey(session.Id))
        {
            return true;
        }
        _live.TryRemove(session.Id, out _);
        return false;
    }

    /// <summary>
    /// The session is dead from here on. Where it is not known whether it ended, one that is held for its user is
    /// taken for dead; another's is left alone.
    /// </summary>
    public void Forget(long sessionId, long userId, bool hasEnded)
    {
        if (!hasEnded && !(_live.TryGetValue(sessionId, out var held) && held.UserId == userId))
        {
            return;
        }
        var now = time.GetUtcNow();
        _ended[sessionId] = now;
        _live.TryRemove(sessionId, out _);
        foreach (var (id, at) in _ended)
        {
            if (now - at > EndedKept)
            {
                _ended.TryRemove(id, out _);
            }
        }
    }

    /// <summary>For an account whose sessions ended with it, should that not have been heard of here.</summary>
    public void ForgetAll(long userId)
    {
        foreach (var (id, session) in _live)
        {
            if (session.UserId == userId)
            {
                Forget(id, userId, hasEnded: true);
            }
        }
    }

    /// <summary>What is remembered of an account's sessions may not be true any more.</summary>
    public void LookUpAgain(long userId)
    {
        foreach (var (id, _) in _live.Where(session => session.Value.UserId == userId))
        {
            _live.TryRemove(id, out _);
        }
    }

    private bool Opens(SessionRow session, ReadOnlySpan<byte> hash) =>
        CryptographicOperations.FixedTimeEquals(session.AccessHash, hash)
        && session.AccessExpiresAt > time.GetUtcNow();

    private void Shrink()
    {
        var now = time.GetUtcNow();
        foreach (var (id, session) in _live)
        {
            if (session.AccessExpiresAt <= now || _live.Count > _capacity / 2)
            {
                _live.TryRemove(id, out _);
            }
        }
    }
}
