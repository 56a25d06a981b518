namespace Instagram.Grains.Posts;

/// <summary>
/// Removes what a deleted post leaves behind: likes, media rows, objects. Key: post id. Consumes
/// <see cref="PostDeleted"/>, in bounded steps; a crash between two goes on with the rest. Calls no grain.
/// </summary>
[Alias("posts.IPostPurgeGrain")]
public interface IPostPurgeGrain : IGrainWithIntegerKey;
