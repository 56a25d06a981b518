using Instagram.Storage.Shards;

namespace Instagram.Grains.Stories;

/// <summary>Makes stories: the id, which says when it was made, and the author's grain, which decides.</summary>
public sealed class StoryPublisher(IGrainFactory grains, SnowflakeIds ids)
{
    public Task<PublishStoryOutcome> Publish(long authorId, long mediaId) =>
        grains.GetGrain<IStoryGrain>(authorId).Publish(ids.Next(ShardId.Of(authorId)), mediaId);
}
