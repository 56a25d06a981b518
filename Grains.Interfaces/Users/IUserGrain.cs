using System.Collections.Immutable;
using Instagram.Grains.Graph;
using Orleans.Concurrency;

namespace Instagram.Grains.Users;

/// <summary>
/// One account. Key: user id. Owns the profile, its privacy, whom it follows (at most 7,500) and blocks. Calls its own
/// <see cref="Feed.IFeedGrain"/>, never another user: what needs two users is orchestrated above the grains.
/// Questions interleave: they see the state before or after a change that has not been answered yet, never between.
/// </summary>
[Alias("users.IUserGrain")]
public interface IUserGrain : IGrainWithIntegerKey
{
    /// <summary>The profile with its counts; null when there is no such account.</summary>
    [AlwaysInterleave]
    [Alias("Get")]
    Task<UserView?> Get();

    /// <summary>What others are shown beside the user's posts; null when there is no such account.</summary>
    [AlwaysInterleave]
    [Alias("GetCard")]
    Task<UserCardView?> GetCard();

    /// <summary>This account's side of whether <paramref name="viewerId"/> (0: nobody signed in) may see it.</summary>
    [AlwaysInterleave]
    [Alias("GetStanding")]
    Task<UserStanding> GetStanding(long viewerId);

    /// <summary>This account's side of its tie to another, as their viewer.</summary>
    [AlwaysInterleave]
    [Alias("GetTies")]
    Task<Ties> GetTies(long otherId);

    /// <summary>Those of the others whom this account blocks. Asks no store.</summary>
    [AlwaysInterleave]
    [Alias("BlockedAmong")]
    Task<ImmutableArray<long>> BlockedAmong(ImmutableArray<long> otherIds);

    /// <summary>Changes what is not null; the profile as it then is, or null when there is no such account.</summary>
    [Alias("Update")]
    Task<UserView?> Update(ProfileChange change);

    /// <summary>
    /// Sets the picture, or with null removes it. False when it is not a ready one of this account's that is in no
    /// post and no story.
    /// </summary>
    [Alias("SetAvatar")]
    Task<bool> SetAvatar(long? mediaId);

    /// <summary>
    /// Lets a follower in, or records the request for a private account. Private is decided here, in the turn that also
    /// switches privacy, so that no one who asked after the switch was answered is let in.
    /// </summary>
    [Alias("Admit")]
    Task<Admission> Admit(long requesterId);

    /// <summary>
    /// Follows an account that is open to this one, or with <paramref name="byRequest"/> that has approved its pending
    /// request, which this ends. Both are read in this turn: an unfollow, a block or a rejection that was answered
    /// before is seen, and one that comes after undoes it. When it returns, the edge is stored and the feed's fence
    /// holds.
    /// </summary>
    [Alias("Follow")]
    Task<FollowResult> Follow(long followeeId, bool byRequest);

    /// <summary>
    /// When it returns, the edge and a pending request are gone, and nothing of the followee is in the feed.
    /// </summary>
    [Alias("Unfollow")]
    Task Unfollow(long followeeId);

    /// <summary>
    /// When it returns, neither sees anything of the other's; the follows between them are the caller's to end.
    /// </summary>
    [Alias("Block")]
    Task Block(long otherId);

    [Alias("Unblock")]
    Task Unblock(long otherId);

    /// <summary>When it returns, nothing of the other's is in this account's feed. The other is not told.</summary>
    [Alias("Mute")]
    Task Mute(long otherId);

    [Alias("Unmute")]
    Task Unmute(long otherId);

    /// <summary>
    /// The account is closed in the store. When it returns, nothing shows it, and it does nothing any more but
    /// <see cref="Unfollow"/>.
    /// </summary>
    [Alias("Closed")]
    Task Closed();

    /// <summary>
    /// When it returns, the account and all that is its own is hidden from everyone else, or shown again.
    /// </summary>
    [Alias("SetSuspended")]
    Task SetSuspended(bool suspended);

    /// <summary>
    /// The counts in the store changed by another owner's doing; they are read again when next asked for.
    /// </summary>
    [AlwaysInterleave]
    [Alias("CountsChanged")]
    Task CountsChanged();
}
