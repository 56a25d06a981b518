namespace Instagram.Grains.Leaving;

/// <summary>
/// Removes what a closed account leaves behind. Key: user id. Consumes <see cref="AccountClosed"/>; it goes through
/// everything at once, and again when nothing that was under way at the closing can still write. Each step is safe to
/// repeat and reads in pages: a crash between two goes on with the rest. Holds a page of at most 500 ids. Calls
/// <see cref="Users.IUserGrain"/>, <see cref="Posts.IPostGrain"/>, <see cref="Stories.IStoryGrain"/>,
/// <see cref="Feed.IFeedGrain"/> and <see cref="Search.IIndexGrain"/>; nothing calls it.
/// </summary>
[Alias("leaving.IAccountPurgeGrain")]
public interface IAccountPurgeGrain : IGrainWithIntegerKey;
