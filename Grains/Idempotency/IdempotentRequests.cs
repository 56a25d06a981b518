using System.Collections.Concurrent;
using Instagram.Storage.Idempotency;

namespace Instagram.Grains.Idempotency;

/// <summary>
/// Requests that carry an Idempotency-Key: a repeat within 24 h gets the first answer; one that comes while the first
/// is still at work waits for it. The id to create is settled before the work begins, so that a crash in the middle
/// and a repeat make one thing, not two.
/// </summary>
public sealed class IdempotentRequests(IdempotencyStore store, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<(long UserId, string Key), Task> _atWork = new();

    /// <summary>
    /// The answer, first or again; null when the key came before with another body. <paramref name="work"/> gets the
    /// id to create and gives the answer to keep, or null for one that is not kept: a failure can be tried again.
    /// </summary>
    public async Task<T?> Once<T>(
        long userId, string key, byte[] bodyHash, long newId, Func<long, Task<(T Result, string? Kept)>> work,
        Func<string, T> replay, CancellationToken ct)
        where T : class
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_atWork.GetOrAdd((userId, key), mine.Task) is var first && first != mine.Task)
        {
            await first.WaitAsync(ct);
        }
        try
        {
            var now = time.GetUtcNow();
            var claim = await store.Claim(userId, key, bodyHash, newId, now, now - Kept, ct);
            if (!claim.BodyHash.AsSpan().SequenceEqual(bodyHash))
            {
                return null;
            }
            if (claim.Answer is { } answered)
            {
                return replay(answered);
            }
            var (result, kept) = await work(claim.EntityId);
            if (kept is not null)
            {
                await store.SetAnswer(userId, key, kept, CancellationToken.None);
            }
            return result;
        }
        finally
        {
            _atWork.TryRemove((userId, key), out _);
            mine.SetResult();
        }
    }
}
