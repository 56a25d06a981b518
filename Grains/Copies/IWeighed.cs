namespace Instagram.Grains.Copies;

/// <summary>Something whose place in memory is counted.</summary>
public interface IWeighed
{
    /// <summary>About how much memory it takes.</summary>
    int Bytes { get; }
}
