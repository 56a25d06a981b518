using Instagram.Grains.Outbox;
using Instagram.Grains.Search;
using Instagram.Storage.Accounts;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging;

namespace Instagram.Grains.Accounts;

/// <summary>Sign-up, sign-in and passwords.</summary>
public sealed class AccountService(
    AccountStore accounts, Sessions sessions, PasswordVault passwords, SnowflakeIds ids, Facts facts,
    IClusterClient cluster, ILogger<AccountService> logger)
{
    public async Task<(SignUpResult Result, SignedIn? SignedIn)> SignUp(
        string username, string displayName, string email, string password, string userAgent, CancellationToken ct)
    {
        var hash = await passwords.Hash(password);
        var account = new NewAccount(ids.NextOnRandomShard(), username, displayName, email, hash);
        var indexed = facts.Prepare(
            Streams.Index, account.Id, factId => new IndexChanged(factId, IndexSubject.User, account.Id));
        var result = await accounts.Create(account, [indexed.Row], ct);
        if (result != SignUpResult.Created)
        {
            return (result, null);
        }
        await cluster.Publish(indexed, logger);
        return (result, await sessions.Open(account.Id, hash, userAgent, ct));
    }

    /// <summary>Null for an unknown login and for a wrong password, after the same time.</summary>
    public async Task<SignedIn?> SignIn(string login, string password, string userAgent, CancellationToken ct)
    {
        var userId = await accounts.FindByLogin(login, ct);
        var hash = userId is { } known ? await accounts.GetPasswordHash(known, ct) : null;
        return await passwords.Verify(hash, password)
            ? await sessions.Open(userId!.Value, hash!, userAgent, ct)
            : null;
    }

    /// <summary>False when the current password is wrong. Every other session of the account ends.</summary>
    public async Task<bool> ChangePassword(
        long userId, long sessionId, string current, string renewed, CancellationToken ct)
    {
        if (!await passwords.Verify(await accounts.GetPasswordHash(userId, ct), current))
        {
            return false;
        }
        await sessions.ChangePassword(userId, await passwords.Hash(renewed), sessionId);
        return true;
    }

    public Task<long?> FindByUsername(string username, CancellationToken ct) => accounts.FindByUsername(username, ct);
}
