using Instagram.Grains.Media;

namespace Instagram.Grains.Stories;

/// <summary>
/// A story as its readers get it, without anything about the reader. <paramref name="IsReady"/>: its medium can be
/// shown; until then it is its author's alone. At <paramref name="ExpiresAt"/> it is gone.
/// </summary>
[GenerateSerializer, Immutable, Alias("stories.StoryView")]
public sealed record StoryView(
    [property: Id(0)] long Id,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] MediaView Media,
    [property: Id(3)] bool IsReady,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset ExpiresAt);

/// <summary>
/// <c>MediaMissing</c>: it is not the author's; <c>MediaUnusable</c>: it is rejected, in a post or another story, or
/// the profile picture; <c>TooMany</c>: the author has as many live stories as one can.
/// </summary>
public enum PublishStoryResult { Created, MediaMissing, MediaUnusable, TooMany }

[GenerateSerializer, Immutable, Alias("stories.PublishStoryOutcome")]
public sealed record PublishStoryOutcome(
    [property: Id(0)] PublishStoryResult Result, [property: Id(1)] StoryView? Story);

/// <summary>A story is gone; its views, replies, medium and objects are still to be removed.</summary>
[GenerateSerializer, Immutable, Alias("stories.StoryEnded")]
public sealed record StoryEnded(
    [property: Id(0)] long FactId,
    [property: Id(1)] long StoryId,
    [property: Id(2)] long AuthorId,
    [property: Id(3)] long MediaId);
