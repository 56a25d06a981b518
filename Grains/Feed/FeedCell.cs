namespace Instagram.Grains.Feed;

/// <summary>
/// What a silo knows of an awake feed outside its grain. Whatever changes what the feed shows raises the version,
/// before it is answered; what was made of the feed at an earlier version is not used any more.
/// </summary>
public sealed class FeedCell
{
    private long _version;

    public long Version => Volatile.Read(ref _version);

    public void Changed() => Interlocked.Increment(ref _version);
}
