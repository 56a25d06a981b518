using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Instagram.Grains.Stories;

/// <summary>
/// An author's live stories. Key: user id. Owns which there are, at most 100: the only writer of them until they
/// expire; who has seen and answered them are rows. A medium that was still processed is looked at again with every
/// question until it is ready. Calls no grain. Questions interleave with writes that have not been answered yet.
/// </summary>
[Alias("stories.IStoryGrain")]
public interface IStoryGrain : IGrainWithIntegerKey
{
    /// <summary>Durable when it returns. Repeating with the same id is harmless.</summary>
    [Alias("Publish")]
    Task<PublishStoryOutcome> Publish(long storyId, long mediaId);

    /// <summary>
    /// Live at this millisecond, oldest first; who may see them is the caller's question. One whose medium was rejected
    /// is not among them.
    /// </summary>
    [AlwaysInterleave]
    [Alias("GetLive")]
    Task<ImmutableArray<StoryView>> GetLive();

    /// <summary>One of the live ones; null when it is not.</summary>
    [AlwaysInterleave]
    [Alias("Get")]
    Task<StoryView?> Get(long storyId);

    /// <summary>False when it is gone already. When it returns true, nothing shows the story or its medium.</summary>
    [Alias("Delete")]
    Task<bool> Delete(long storyId);

    /// <summary>Hides a story with its medium, or shows it again while it lives; false when it is gone.</summary>
    [Alias("SetRemoved")]
    Task<bool> SetRemoved(long storyId, bool removed);
}
