namespace Instagram.Grains.Moderation;

public enum ModerationVerdict { Approve, Remove }

public enum AppealOutcome { Accepted, NotFound, AlreadyAppealed }

/// <summary>What the classifier found too explicit to leave it to itself: a post, or a story.</summary>
public enum ScreenedKind { Post, Story }

/// <summary>
/// Something was published that a person must look at, or with <paramref name="WasRemoved"/> was never published. The
/// score is 0 to 1.
/// </summary>
[GenerateSerializer, Immutable, Alias("moderation.ContentScreened")]
public sealed record ContentScreened(
    [property: Id(0)] long FactId,
    [property: Id(1)] ScreenedKind Kind,
    [property: Id(2)] long TargetId,
    [property: Id(3)] long AuthorId,
    [property: Id(4)] double Score,
    [property: Id(5)] bool WasRemoved);

/// <summary>
/// A medium was let through without the classifier's answer, which is still to be had; or it has one that somebody must
/// hear of.
/// </summary>
[GenerateSerializer, Immutable, Alias("moderation.MediaScreening")]
public sealed record MediaScreening([property: Id(0)] long FactId, [property: Id(1)] long MediaId);
