using System.Security.Cryptography;

namespace Instagram.Storage.Shards;

/// <summary>
/// Makes the 64-bit ids: 41 bits of milliseconds since 2026-01-01, 13 bits of shard, 10 bits of sequence.
/// Within a process no id repeats, and the ids of one shard only grow, also when the clock steps back. The ids of two
/// shards made in the same millisecond are in no particular order.
/// </summary>
public sealed class SnowflakeIds(TimeProvider time, Func<int, int>? draw = null)
{
    internal const int SequenceBits = 10;

    private const int TimeShift = SequenceBits + ShardId.Bits;
    private const long SequenceMask = (1L << SequenceBits) - 1;

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Millisecond and sequence of the newest id, as one number, so that a full millisecond carries over.
    /// </summary>
    private long _newest;

    /// <summary>A number below another; a test that repeats itself brings its own.</summary>
    private readonly Func<int, int> _draw = draw ?? RandomNumberGenerator.GetInt32;

    public static DateTimeOffset TimeOf(long id) => Epoch.AddMilliseconds(id >> TimeShift);

    /// <summary>
    /// The smallest id that <paramref name="shard"/> can have at <paramref name="time"/>, to bound a range.
    /// </summary>
    public static long FirstAt(DateTimeOffset time, int shard = 0)
    {
        Validate(shard);
        return (Milliseconds(time) << TimeShift) | ((long)shard << SequenceBits);
    }

    public long Next(int shard)
    {
        Validate(shard);
        // A millisecond starts at a random point of the lower half of its sequence: two processes, or one that was
        // restarted under a clock that stepped back, hardly ever make the same id for the same shard.
        var now = Milliseconds(time.GetUtcNow());
        long seen, next;
        do
        {
            seen = Volatile.Read(ref _newest);
            next = seen >> SequenceBits >= now
                ? seen + 1
                : (now << SequenceBits) | (long)_draw(1 << (SequenceBits - 1));
        }
        while (Interlocked.CompareExchange(ref _newest, next, seen) != seen);
        return (next >> SequenceBits << TimeShift) | ((long)shard << SequenceBits) | (next & SequenceMask);
    }

    /// <summary>For what has no owner yet: a new account.</summary>
    public long NextOnRandomShard() => Next(_draw(ShardId.Count));

    private static long Milliseconds(DateTimeOffset time) => Math.Max(0, (long)(time - Epoch).TotalMilliseconds);

    private static void Validate(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, ShardId.Count);
    }
}
