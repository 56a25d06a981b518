namespace Instagram.Tests.Races;

/// <summary>
/// Something that is true or not, while several people change it at once. Of two writes the one that began after the
/// other was answered holds; of two that overlapped either may.
/// </summary>
internal sealed class Fact
{
    private readonly List<Write> _last;
    private readonly List<Write> _underWay = [];

    /// <summary>When false, and when true, was last possible; the end of time while it is.</summary>
    private readonly long[] _until = new long[2];

    public Fact(bool value)
    {
        _last = [new Write(value, 0, 0)];
        _until[value ? 1 : 0] = long.MaxValue;
    }

    public bool IsSettled => _underWay.Count == 0 && _last.TrueForAll(write => write.Value == _last[0].Value);

    /// <summary>Whether it may have had the value at any time since.</summary>
    public bool MayHaveBeen(bool value, long since) => _until[value ? 1 : 0] >= since;

    public Write Begin(bool value, long now)
    {
        var write = new Write(value, now, long.MaxValue);
        _underWay.Add(write);
        Weigh(now);
        return write;
    }

    /// <summary>Answered. Who cannot know whether it took effect takes it for one of what may hold.</summary>
    public void End(Write write, Effect effect, long now)
    {
        _underWay.Remove(write);
        if (effect == Effect.Certain)
        {
            _last.RemoveAll(before => before.EndedAt < write.BegunAt);
        }
        if (effect != Effect.None)
        {
            _last.Add(write with { EndedAt = now });
        }
        Weigh(now);
    }

    private void Weigh(long now)
    {
        foreach (var value in new[] { false, true })
        {
            var isPossible = _last.Exists(write => write.Value == value)
                || _underWay.Exists(write => write.Value == value);
            ref var until = ref _until[value ? 1 : 0];
            until = isPossible ? long.MaxValue : until == long.MaxValue ? now : until;
        }
    }
}

internal sealed record Write(bool Value, long BegunAt, long EndedAt);

/// <summary>What an answer says of a change: nothing happened, it may have, it did.</summary>
internal enum Effect { None, Possible, Certain }
