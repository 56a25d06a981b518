using Instagram.Grains.Budgets;
using Instagram.Grains.Explore;
using Instagram.Grains.Feed;
using Instagram.Grains.Posts;
using Instagram.Grains.Users;

namespace Instagram.Grains.Likes;

/// <summary>
/// One person's like of a post, from the question whether they see it to what their own feed makes of it.
/// </summary>
public sealed class PostLikes(
    IGrainFactory grains, Sight sight, PostReader posts, ActionBudgets budgets, FeedCells feeds, OpenTastes tastes)
{
    /// <summary>Likes, or says why not. Who is suspended adds nothing and sees no post here.</summary>
    public async Task<LikeOutcome> Like(long userId, long postId)
    {
        if (await sight.IsSuspended(userId) || await posts.FindPublished(userId, postId) is not { } post)
        {
            return LikeOutcome.NotThere;
        }
        if (await budgets.Spend(userId, BudgetedAction.Like) is { } wait)
        {
            return new LikeOutcome(true, wait);
        }
        using var marking = feeds.Mark(userId);
        if (!await grains.GetGrain<IPostGrain>(postId).Like(userId))
        {
            return LikeOutcome.NotThere;
        }
        marking.Done(postId, PostMark.Liked, true);
        _ = grains.GetGrain<IFeedGrain>(userId).Engaged(post.AuthorId, Engagement.Like);
        tastes.Liked(userId, postId);
        return LikeOutcome.Done;
    }

    /// <summary>False when the post is not there for this person.</summary>
    public async Task<bool> Unlike(long userId, long postId)
    {
        if (await posts.FindPublished(userId, postId) is null)
        {
            return false;
        }
        using var marking = feeds.Mark(userId);
        if (!await grains.GetGrain<IPostGrain>(postId).Unlike(userId))
        {
            return false;
        }
        marking.Done(postId, PostMark.Liked, false);
        await grains.GetGrain<IExploreGrain>(userId).Engaged(postId, ExploreAct.Unliked);
        return true;
    }
}
