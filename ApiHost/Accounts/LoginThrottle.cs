using Instagram.Grains.Budgets;
using Microsoft.Extensions.Options;

namespace Instagram.ApiHost.Accounts;

/// <summary>
/// Slows down guessing: after some wrong passwords for one login, or from one network, the next attempt has to wait,
/// each time twice as long. An attempt counts as wrong until it has succeeded, so that many at once are no way around
/// it. What nobody tried for an hour is forgotten. A login that does not exist is treated like one that does. Signing
/// up with the addresses of others, which tells that they have an account, is slowed down in the same way.
/// Kept by each process for itself.
/// </summary>
internal sealed class LoginThrottle(IOptions<LimitOptions> options, TimeProvider time)
{
    private const int MaxEntries = 100_000;
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Attempts> _attempts = [];

    /// <summary>Null when the attempt may be made; otherwise the seconds to wait, and it does not count.</summary>
    public int? Attempt(string login, string network)
    {
        if (!options.Value.Enabled)
        {
            return null;
        }
        lock (_attempts)
        {
            var now = time.GetUtcNow();
            var byLogin = Find(LoginKey(login), now);
            var byNetwork = Find(NetworkKey(network), now);
            if (Max(byLogin.NextAt, byNetwork.NextAt) is var next && next > now)
            {
                return (int)Math.Ceiling((next - now).TotalSeconds);
            }
            Count(byLogin, options.Value.WrongPasswordsPerLogin, now);
            Count(byNetwork, options.Value.WrongPasswordsPerAddress, now);
            return null;
        }
    }

    /// <summary>The password was right: the login's count starts anew, the network's loses this one.</summary>
    public void Succeeded(string login, string network)
    {
        lock (_attempts)
        {
            _attempts.Remove(LoginKey(login));
            if (_attempts.TryGetValue(NetworkKey(network), out var byNetwork))
            {
                byNetwork.Wrong--;
                byNetwork.NextAt = DateTimeOffset.MinValue;
            }
        }
    }

    /// <summary>Null when someone from the network may sign up; otherwise the seconds to wait.</summary>
    public int? SignUp(string network)
    {
        lock (_attempts)
        {
            var now = time.GetUtcNow();
            return options.Value.Enabled
                && _attempts.TryGetValue(SignUpKey(network), out var known) && known.NextAt > now
                ? (int)Math.Ceiling((known.NextAt - now).TotalSeconds)
                : null;
        }
    }

    /// <summary>
    /// The address of a sign-up was taken. Only these count: many people may sign up from one network.
    /// </summary>
    public void FoundTaken(string network)
    {
        lock (_attempts)
        {
            var now = time.GetUtcNow();
            Count(Find(SignUpKey(network), now), options.Value.TakenAddressesPerAddress, now);
        }
    }

    private static string SignUpKey(string network) => "sign-up " + network;

    private static string LoginKey(string login) => "login " + login.ToLowerInvariant();

    private static string NetworkKey(string network) => "network " + network;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Count(Attempts attempts, int free, DateTimeOffset now)
    {
        attempts.Wrong++;
        attempts.LastAt = now;
        if (attempts.Wrong >= free)
        {
            var wait = Math.Pow(2, Math.Min(attempts.Wrong - free, 20));
            attempts.NextAt = now.AddSeconds(Math.Min(wait, options.Value.LongestLoginWaitSeconds));
        }
    }

    private Attempts Find(string key, DateTimeOffset now)
    {
        if (_attempts.TryGetValue(key, out var known) && now - known.LastAt < ForgetAfter)
        {
            return known;
        }
        if (_attempts.Count >= MaxEntries)
        {
            // A tenth at once, so that making room costs little each time.
            foreach (var (oldest, _) in _attempts.OrderBy(entry => entry.Value.LastAt).Take(MaxEntries / 10).ToList())
            {
                _attempts.Remove(oldest);
            }
        }
        return _attempts[key] = new Attempts();
    }

    private sealed class Attempts
    {
        public int Wrong { get; set; }

        public DateTimeOffset LastAt { get; set; }

        public DateTimeOffset NextAt { get; set; } = DateTimeOffset.MinValue;
    }
}
