using Instagram.Grains.Explore;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;
using Instagram.Storage.Saves;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Saves;

/// <summary>
/// Posts that a reader keeps for later. Saving is the reader's own affair: nobody is told, nothing counts it.
/// </summary>
public sealed class SavedPosts(
    SaveStore saves, PostReader posts, FeedCells feeds, IGrainFactory grains, SnowflakeIds ids)
{
    /// <summary>False when the post is not there for this reader.</summary>
    public async Task<bool> Save(long userId, long postId)
    {
        if (await posts.FindPublished(userId, postId) is null)
        {
            return false;
        }
        using var marking = feeds.Mark(userId);
        await saves.Add(userId, postId, ids.Next(ShardId.Of(userId)), CancellationToken.None);
        marking.Done(postId, PostMark.Saved, true);
        await grains.GetGrain<IExploreGrain>(userId).Engaged(postId, ExploreAct.Saved);
        return true;
    }

    /// <inheritdoc cref="Save"/>
    public async Task<bool> Unsave(long userId, long postId)
    {
        if (await posts.FindPublished(userId, postId) is null)
        {
            return false;
        }
        using var marking = feeds.Mark(userId);
        await saves.Remove(userId, postId, CancellationToken.None);
        marking.Done(postId, PostMark.Saved, false);
        await grains.GetGrain<IExploreGrain>(userId).Engaged(postId, ExploreAct.Unsaved);
        return true;
    }

    /// <summary>Newest save first; what the reader may no longer see is left out.</summary>
    public Task<PostPage<long>> Read(long userId, long before, int limit, CancellationToken ct) =>
        posts.Fill<long>(userId, limit, before, async (last, wanted) =>
        {
            var page = await saves.List(userId, last, wanted + 1, ct);
            var taken = page.Take(wanted).ToList();
            return (
                taken.ConvertAll(save => save.PostId), taken.Count > 0 ? taken[^1].SaveId : last, page.Count > wanted);
        }, ct);
}
