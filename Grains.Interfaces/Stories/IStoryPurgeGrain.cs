namespace Instagram.Grains.Stories;

/// <summary>
/// Removes what a deleted or expired story leaves behind: views, replies, medium, objects. Key: story id. Consumes
/// <see cref="StoryEnded"/>, in bounded steps; a crash between two goes on with the rest. Calls no grain.
/// </summary>
[Alias("stories.IStoryPurgeGrain")]
public interface IStoryPurgeGrain : IGrainWithIntegerKey;
