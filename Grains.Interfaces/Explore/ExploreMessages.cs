using System.Collections.Immutable;

namespace Instagram.Grains.Explore;

/// <summary>What a reader does with a post that tells of their taste.</summary>
public enum ExploreAct { Opened, Liked, Unliked, Commented, Saved, Unsaved }

/// <summary>
/// Where a page ends: the order that it is of, and which of its pages came before. Page 0 is none.
/// </summary>
[GenerateSerializer, Immutable, Alias("explore.ExplorePosition")]
public sealed record ExplorePosition([property: Id(0)] long SnapshotId, [property: Id(1)] int Page);

[GenerateSerializer, Immutable, Alias("explore.ExploreCandidate")]
public readonly record struct ExploreCandidate([property: Id(0)] long PostId, [property: Id(1)] long AuthorId);

/// <summary>
/// Candidates that no page before <paramref name="At"/> has taken, best first. <paramref name="IsSeen"/>: this order is
/// of what the reader has seen, because nothing else is left.
/// </summary>
[GenerateSerializer, Immutable, Alias("explore.ExploreChunk")]
public sealed record ExploreChunk(
    [property: Id(0)] ExplorePosition At,
    [property: Id(1)] ImmutableArray<ExploreCandidate> Candidates,
    [property: Id(2)] bool IsSeen);
