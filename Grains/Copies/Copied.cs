namespace Instagram.Grains.Copies;

/// <summary>
/// Something that a silo may keep a copy of. Whoever shows it later looks at it alone: it ends before a change of it is
/// answered, and with being kept, since nobody would tell it of changes then. What has ended stays so.
/// </summary>
public abstract class Copied
{
    private volatile bool _isEnded;

    public bool IsEnded => _isEnded;

    /// <summary>About how much memory it takes.</summary>
    public abstract int Bytes { get; }

    internal void End() => _isEnded = true;
}
