namespace Instagram.Grains.Users;

/// <summary>A profile as its owner sees it.</summary>
[GenerateSerializer, Immutable, Alias("users.UserView")]
public sealed record UserView(
    [property: Id(0)] UserCardView Card,
    [property: Id(1)] string Bio,
    [property: Id(2)] int PostCount,
    [property: Id(3)] int FollowerCount,
    [property: Id(4)] int FollowingCount,
    [property: Id(5)] DateTimeOffset CreatedAt);

/// <summary>The few facts shown wherever a user appears.</summary>
[GenerateSerializer, Immutable, Alias("users.UserCardView")]
public sealed record UserCardView(
    [property: Id(0)] long Id,
    [property: Id(1)] string Username,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] long? AvatarMediaId,
    [property: Id(4)] bool IsPrivate,
    [property: Id(5)] bool IsVerified);

/// <summary>The author's side of a visibility check.</summary>
[GenerateSerializer, Immutable, Alias("users.UserStanding")]
public readonly record struct UserStanding(
    [property: Id(0)] bool Exists,
    [property: Id(1)] bool IsPrivate,
    [property: Id(2)] bool IsSuspended,
    [property: Id(3)] bool BlocksViewer,
    [property: Id(4)] long? AvatarMediaId);

/// <summary>The viewer's side of a visibility check.</summary>
[GenerateSerializer, Immutable, Alias("users.Ties")]
public readonly record struct Ties(
    [property: Id(0)] bool Follows, [property: Id(1)] bool Blocks, [property: Id(2)] bool Mutes);

/// <summary>What to change of a profile; null leaves it. Names at most 100, bio at most 500 characters.</summary>
[GenerateSerializer, Immutable, Alias("users.ProfileChange")]
public sealed record ProfileChange(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] string? Bio,
    [property: Id(2)] bool? IsPrivate);
