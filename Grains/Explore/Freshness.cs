namespace Instagram.Grains.Explore;

/// <summary>
/// How long a silo's copy is good. Lifetimes are up to a quarter shorter, so that silos do not all read at once.
/// </summary>
internal sealed class Freshness(TimeProvider time, TimeSpan longest)
{
    private long? _readAt;
    private TimeSpan _lifetime;

    public long Now => time.GetTimestamp();

    public bool IsOver => _readAt is not { } readAt || time.GetElapsedTime(readAt) >= _lifetime;

    /// <param name="readAt">When reading began: what changed since is not in the copy.</param>
    public void Restart(long readAt)
    {
        _readAt = readAt;
        _lifetime = longest * (0.75 + (0.25 * Random.Shared.NextDouble()));
    }
}
