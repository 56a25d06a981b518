using Instagram.Storage.Shards;

namespace Instagram.Grains.Policies;

/// <summary>
/// How long a story lives, to the millisecond: its id says when it was made, and a day later to the millisecond it is
/// gone.
/// </summary>
public static class StoryLife
{
    public static readonly TimeSpan Span = TimeSpan.FromHours(24);

    public static DateTimeOffset ExpiresAt(long storyId) => SnowflakeIds.TimeOf(storyId) + Span;

    public static bool IsLive(long storyId, DateTimeOffset now) => now < ExpiresAt(storyId);

    /// <summary>The smallest id that is still live; all from it on are, and none before it.</summary>
    public static long FirstLive(DateTimeOffset now) =>
        SnowflakeIds.FirstAt(now - Span + TimeSpan.FromMilliseconds(1));
}
