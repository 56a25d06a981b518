namespace Instagram.Grains.Copies;

/// <summary>
/// A silo's copy of something that one grain holds, for readers who must not wait for a call. Its grain ends the copy
/// with each change, before it answers; a reader who finds none asks the grain and offers what it said, which is taken
/// only if nothing has changed since the reader began. So no one sees the state before a change that was answered.
/// </summary>
public sealed class Held<T>
    where T : Copied
{
    private static readonly object Left = new();

    /// <summary>The copy, or the token of those who may fill it, or <see cref="Left"/> for ever.</summary>
    private object _state = new();
    private bool _isUsed;

    public T? Value => Volatile.Read(ref _state) as T;

    /// <summary>To be taken before the grain is asked.</summary>
    public object Token => Volatile.Read(ref _state);

    /// <summary>Whether it was looked up since this was last asked.</summary>
    internal bool WasUsed()
    {
        var used = _isUsed;
        _isUsed = false;
        return used;
    }

    internal void Use()
    {
        if (!_isUsed)
        {
            _isUsed = true;
        }
    }

    /// <summary>False when something has changed since the token was taken.</summary>
    internal bool Offer(object token, T value) =>
        token is not T && token != Left
        && ReferenceEquals(Interlocked.CompareExchange(ref _state, value, token), token);

    /// <summary>Ends the copy, and what was offered on older tokens; what it was, if there was one.</summary>
    internal T? End()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == Left || ReferenceEquals(Interlocked.CompareExchange(ref _state, new object(), state), state))
            {
                return Ended(state);
            }
        }
    }

    /// <summary>The copy, to be changed in place; where there is none, older offers end.</summary>
    internal T? ToChange()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state is T || state == Left
                || ReferenceEquals(Interlocked.CompareExchange(ref _state, new object(), state), state))
            {
                return state as T;
            }
        }
    }

    /// <summary>It is no longer kept, so nobody would tell it of changes.</summary>
    internal T? Leave() => Ended(Interlocked.Exchange(ref _state, Left));

    private static T? Ended(object state)
    {
        var copy = state as T;
        copy?.End();
        return copy;
    }
}
