using System.Collections.Immutable;
using Instagram.Grains.Media;

namespace Instagram.Grains.Posts;

/// <summary>What makes a post. 1 to 10 media; alt texts go with them by position, null where there is none.</summary>
[GenerateSerializer, Immutable, Alias("posts.CreatePost")]
public sealed record CreatePost(
    [property: Id(0)] long AuthorId,
    [property: Id(1)] ImmutableArray<long> MediaIds,
    [property: Id(2)] ImmutableArray<string?> AltTexts,
    [property: Id(3)] string Caption,
    [property: Id(4)] ImmutableArray<string> Hashtags,
    [property: Id(5)] ImmutableArray<long> Mentions,
    [property: Id(6)] PlaceView? Place);

[GenerateSerializer, Immutable, Alias("posts.CreatePostOutcome")]
public sealed record CreatePostOutcome(
    [property: Id(0)] CreatePostResult Result, [property: Id(1)] PostView? Post, [property: Id(2)] bool IsNew);

/// <summary>
/// <c>MediaMissing</c>: one is not the author's; <c>MediaUnusable</c>: one is rejected, in another post or in a story.
/// </summary>
public enum CreatePostResult { Created, MediaMissing, MediaUnusable }

/// <summary><c>Removed</c>: moderation has hidden it from everyone but its author.</summary>
public enum PostStatus { Processing, Published, Failed, Removed }

[GenerateSerializer, Immutable, Alias("posts.PostState")]
public sealed record PostState([property: Id(0)] long AuthorId, [property: Id(1)] PostStatus Status);

/// <summary>A post as readers get it, without anything about the reader.</summary>
[GenerateSerializer, Immutable, Alias("posts.PostView")]
public sealed record PostView(
    [property: Id(0)] long Id,
    [property: Id(1)] long AuthorId,
    [property: Id(2)] PostStatus Status,
    [property: Id(3)] string Caption,
    [property: Id(4)] ImmutableArray<string> Hashtags,
    [property: Id(5)] ImmutableArray<long> Mentions,
    [property: Id(6)] PlaceView? Place,
    [property: Id(7)] ImmutableArray<MediaView> Media,
    [property: Id(8)] int LikeCount,
    [property: Id(9)] int CommentCount,
    [property: Id(10)] DateTimeOffset CreatedAt,
    [property: Id(11)] DateTimeOffset? EditedAt);

/// <summary>A named point; degrees, latitude −90 to 90 and longitude −180 to 180.</summary>
[GenerateSerializer, Immutable, Alias("posts.PlaceView")]
public sealed record PlaceView(
    [property: Id(0)] long Id,
    [property: Id(1)] string Name,
    [property: Id(2)] double Lat,
    [property: Id(3)] double Lng);
