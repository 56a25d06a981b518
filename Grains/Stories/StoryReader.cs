using Instagram.Grains.Users;
using Instagram.Storage.Stories;

namespace Instagram.Grains.Stories;

/// <summary>
/// Stories as one viewer gets them: what is over or the viewer may not see is as if it had never been. A story is seen
/// by who sees its author's posts, once its medium is ready; its author sees it before.
/// </summary>
public sealed class StoryReader(
    IGrainFactory grains, Sight sight, StoryStore stories, StoryAudienceStore audience)
{
    /// <summary>Null when there is none or the viewer may not see it.</summary>
    public async Task<StoryView?> Find(long viewerId, long storyId, CancellationToken ct) =>
        await stories.FindAuthor(storyId, ct) is { } authorId
        && await grains.GetGrain<IStoryGrain>(authorId).Get(storyId) is { } story
        && IsShown(viewerId, story)
        && await sight.MaySeePosts(viewerId, authorId)
            ? story
            : null;

    /// <summary>A page of an author's stories, oldest first; null when the viewer may not see the author's.</summary>
    public async Task<StoryPage?> List(
        long viewerId, long authorId, long after, int limit, CancellationToken ct)
    {
        if (await Visible(viewerId, authorId) is not { } visible)
        {
            return null;
        }
        var rest = visible.Where(story => story.Id > after).Take(limit + 1).ToList();
        var page = rest.Take(limit).ToList();
        return new StoryPage(
            await Mark(viewerId, page, ct), page.Count > 0 ? page[^1].Id : after, rest.Count > limit);
    }

    /// <summary>Only its author deletes a story; for who may not see it, it is not there.</summary>
    public async Task<DeleteStoryResult> Delete(long userId, long storyId, CancellationToken ct)
    {
        if (await Find(userId, storyId, ct) is not { } story)
        {
            return DeleteStoryResult.NotFound;
        }
        if (story.AuthorId != userId)
        {
            return DeleteStoryResult.Forbidden;
        }
        return await grains.GetGrain<IStoryGrain>(userId).Delete(storyId)
            ? DeleteStoryResult.Deleted
            : DeleteStoryResult.NotFound;
    }

    /// <summary>What of an author's the viewer may see now, oldest first; null when nothing ever.</summary>
    internal async Task<IReadOnlyList<StoryView>?> Visible(long viewerId, long authorId)
    {
        if (!await sight.MaySeePosts(viewerId, authorId))
        {
            return null;
        }
        var live = await grains.GetGrain<IStoryGrain>(authorId).GetLive();
        return [.. live.Where(story => IsShown(viewerId, story))];
    }

    internal async Task<IReadOnlyList<StoryForViewer>> Mark(
        long viewerId, IReadOnlyList<StoryView> shown, CancellationToken ct)
    {
        var others = shown.Where(story => story.AuthorId != viewerId).Select(story => story.Id).ToList();
        var seen = await audience.SeenAmong(viewerId, others, ct);
        return [.. shown.Select(story =>
            new StoryForViewer(story, story.AuthorId == viewerId || seen.Contains(story.Id)))];
    }

    private static bool IsShown(long viewerId, StoryView story) => story.IsReady || story.AuthorId == viewerId;
}
