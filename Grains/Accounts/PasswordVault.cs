using System.Threading.Channels;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Accounts;

/// <summary>
/// Hashes passwords on threads of its own: a hash is slow on purpose, and a rush of sign-ins must not slow the feeds.
/// </summary>
public sealed class PasswordVault : IDisposable
{
    private readonly PasswordHasher<string> _hasher;
    private readonly Channel<Action> _waiting;
    private readonly string _nobodysHash;

    public PasswordVault(IOptions<AccountOptions> options)
    {
        _hasher = new PasswordHasher<string>(Options.Create(
            new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations }));
        _nobodysHash = _hasher.HashPassword("", Guid.NewGuid().ToString());
        _waiting = Channel.CreateBounded<Action>(options.Value.PasswordQueue);
        for (var i = 0; i < options.Value.PasswordThreads; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "passwords", Priority = ThreadPriority.BelowNormal }.Start();
        }
    }

    public Task<string> Hash(string password) => OnOwnThread(() => _hasher.HashPassword("", password));

    /// <summary>Without a hash to compare with it takes as long, and is false.</summary>
    public Task<bool> Verify(string? hash, string password) => OnOwnThread(() =>
        _hasher.VerifyHashedPassword("", hash ?? _nobodysHash, password) != PasswordVerificationResult.Failed
        && hash is not null);

    public void Dispose() => _waiting.Writer.TryComplete();

    private Task<T> OnOwnThread<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = _waiting.Writer.TryWrite(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return taken ? done.Task : throw new BusyException("Too many people are signing in at once.");
    }

    private void Work()
    {
        var reader = _waiting.Reader;
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (reader.TryRead(out var job))
            {
                job();
            }
        }
    }
}
