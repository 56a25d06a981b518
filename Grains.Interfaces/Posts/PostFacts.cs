using System.Collections.Immutable;

namespace Instagram.Grains.Posts;

/// <summary>A post became visible to its author's readers.</summary>
[GenerateSerializer, Immutable, Alias("posts.PostPublished")]
public sealed record PostPublished(
    [property: Id(0)] long FactId,
    [property: Id(1)] long PostId,
    [property: Id(2)] long AuthorId);

/// <summary>A medium that a post waits for is ready, or rejected.</summary>
[GenerateSerializer, Immutable, Alias("posts.MediaSettled")]
public sealed record MediaSettled([property: Id(0)] long FactId, [property: Id(1)] long PostId);

/// <summary>A post is gone; its likes, media and objects are still to be removed.</summary>
[GenerateSerializer, Immutable, Alias("posts.PostDeleted")]
public sealed record PostDeleted(
    [property: Id(0)] long FactId,
    [property: Id(1)] long PostId,
    [property: Id(2)] long AuthorId,
    [property: Id(3)] ImmutableArray<long> MediaIds);
