using System.Collections.Immutable;

namespace Instagram.Grains.Feed;

public enum FeedOrder { Ranked, Latest }

public enum Engagement { ProfileView, Like, Comment }

/// <summary>
/// Where a page ends. <paramref name="SnapshotId"/> names the ranked order (0: by time), <paramref name="Offset"/> the
/// place in it; past its end, and by time, what comes next is older than <paramref name="BeforeId"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("feed.FeedPosition")]
public sealed record FeedPosition(
    [property: Id(0)] long SnapshotId,
    [property: Id(1)] int Offset,
    [property: Id(2)] long BeforeId);

/// <summary>Posts and, place by place, their authors.</summary>
[GenerateSerializer, Immutable, Alias("feed.FeedPage")]
public sealed record FeedPage(
    [property: Id(0)] ImmutableArray<long> PostIds,
    [property: Id(1)] ImmutableArray<long> AuthorIds,
    [property: Id(2)] FeedPosition Next,
    [property: Id(3)] bool HasMore);

/// <summary>
/// A post for the feeds that are awake. <paramref name="AuthorIsPulled"/>: from now on the author's posts are pulled
/// (true) or pushed (false); null leaves it as it is.
/// </summary>
[GenerateSerializer, Immutable, Alias("feed.FeedPush")]
public sealed record FeedPush(
    [property: Id(0)] long PostId,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] bool? AuthorIsPulled);

/// <summary>
/// What a feed has not taken in yet, oldest first. Not <paramref name="IsKnown"/>: the registry has forgotten the feed;
/// not <paramref name="IsComplete"/>: there was more than it keeps. Either way the store knows.
/// </summary>
[GenerateSerializer, Immutable, Alias("feed.FeedNews")]
public sealed record FeedNews(
    [property: Id(0)] ImmutableArray<FeedPush> Posts,
    [property: Id(1)] bool IsKnown,
    [property: Id(2)] bool IsComplete)
{
    public static FeedNews None { get; } = new([], true, true);

    public static FeedNews Unknown { get; } = new([], false, false);

    public static FeedNews TooMany { get; } = new([], true, false);
}
