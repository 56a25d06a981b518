using System.Collections.Concurrent;

namespace Instagram.Grains.Copies;

/// <summary>
/// Copies of what grains of one kind hold, by key, bounded by their size; what was not looked up for longest leaves
/// first. With a bound of 0 nothing is kept and every reader asks the grain: so it must be where several silos share
/// the grains, since a grain tells the copies of its own silo only.
/// </summary>
public sealed class Copies<T>(long maxBytes)
    where T : Copied
{
    /// <summary>About what an entry takes beside its value.</summary>
    private const int EntryBytes = 160;

    private readonly ConcurrentDictionary<long, Held<T>> _held = new();
    private long _bytes;
    private int _isShrinking;

    public bool AreKept => maxBytes > 0;

    /// <summary>About what is taken now.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    public Held<T> Of(long key)
    {
        if (!AreKept)
        {
            return new Held<T>();
        }
        if (_held.TryGetValue(key, out var held))
        {
            held.Use();
            return held;
        }
        var fresh = new Held<T>();
        held = _held.GetOrAdd(key, fresh);
        if (ReferenceEquals(held, fresh))
        {
            Weigh(EntryBytes);
        }
        return held;
    }

    /// <summary>Keeps what the grain said, unless something has changed since the token was taken.</summary>
    public bool Offer(Held<T> held, object token, T value)
    {
        if (!AreKept || !held.Offer(token, value))
        {
            value.End();
            return false;
        }
        Weigh(value.Bytes);
        return true;
    }

    /// <summary>Called by the grain with each change, before it answers.</summary>
    public void Changed(long key)
    {
        if (_held.TryGetValue(key, out var held))
        {
            Weigh(-(held.End()?.Bytes ?? 0));
        }
    }

    /// <summary>
    /// Called by the grain with a change that takes no other memory and is made in the copy itself; null when there is
    /// none.
    /// </summary>
    public T? ToChange(long key) => _held.TryGetValue(key, out var held) ? held.ToChange() : null;

    private void Weigh(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > maxBytes && Interlocked.Exchange(ref _isShrinking, 1) == 0)
        {
            Shrink();
            Volatile.Write(ref _isShrinking, 0);
        }
    }

    /// <summary>A second chance for what was looked up since the last time.</summary>
    private void Shrink()
    {
        var target = maxBytes - (maxBytes / 8);
        for (var round = 0; round < 2; round++)
        {
            foreach (var (key, held) in _held)
            {
                if (Bytes <= target)
                {
                    return;
                }
                if (!held.WasUsed())
                {
                    // It ends first: its grain, which finds it no more, could not end it.
                    var freed = held.Leave()?.Bytes ?? 0;
                    _held.TryRemove(key, out _);
                    Interlocked.Add(ref _bytes, -(EntryBytes + freed));
                }
            }
        }
    }
}
