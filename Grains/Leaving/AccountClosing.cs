using Instagram.Grains.Accounts;
using Instagram.Grains.Outbox;
using Instagram.Grains.Search;
using Instagram.Grains.Users;
using Instagram.Storage.Accounts;
using Instagram.Storage.Leaving;
using Microsoft.Extensions.Logging;

namespace Instagram.Grains.Leaving;

/// <summary>
/// Closes accounts. The order matters: it is closed in the store with the fact that the rest hangs on, its sessions are
/// forgotten, then its grain shows nothing more. Stopped in between, the fact brings the rest.
/// </summary>
public sealed class AccountClosing(
    IClusterClient cluster, AccountStore accounts, ClosingStore closing, PasswordVault passwords, SessionCache sessions,
    SearchIndex index, Facts facts, TimeProvider time, ILogger<AccountClosing> logger)
{
    /// <summary>
    /// False when the password is wrong. When it returns true the account is gone for everyone and its tokens open
    /// nothing; an account that is closed already is closed.
    /// </summary>
    public async Task<bool> Close(long userId, string password, CancellationToken ct)
    {
        if (await accounts.GetPasswordHash(userId, ct) is not { } hash)
        {
            await Hide(userId);
            return true;
        }
        if (!await passwords.Verify(hash, password))
        {
            return false;
        }
        var closed = facts.Prepare(
            Streams.Closed, userId, factId => new AccountClosed(factId, userId, time.GetUtcNow()));
        var changed = facts.Prepare(
            Streams.Index, userId, factId => new IndexChanged(factId, IndexSubject.User, userId));
        // Not on the request's token: who hangs up while leaving has left.
        if (await closing.Close(userId, hash, [closed.Row, changed.Row], CancellationToken.None) is not { } ended)
        {
            var isClosed = await accounts.GetPasswordHash(userId, CancellationToken.None) is null;
            if (isClosed)
            {
                await Hide(userId);
            }
            return isClosed;
        }
        foreach (var sessionId in ended)
        {
            sessions.Forget(sessionId, userId, hasEnded: true);
        }
        await Hide(userId);
        await cluster.Publish(closed, logger);
        await cluster.Publish(changed, logger);
        return true;
    }

    /// <summary>
    /// Also for one that was closed by a request that was not answered so: what it left undone is done before this one
    /// is.
    /// </summary>
    private async Task Hide(long userId)
    {
        sessions.ForgetAll(userId);
        await cluster.GetGrain<IUserGrain>(userId).Closed();
        await index.HideAuthor(userId);
    }
}
