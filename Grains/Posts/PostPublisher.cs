using System.Collections.Immutable;
using Instagram.Grains.Policies;
using Instagram.Storage.Accounts;
using Instagram.Storage.Places;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Posts;

/// <summary>
/// Makes posts: reads hashtags and mentions from the caption, finds the place, and lets the post's grain decide.
/// </summary>
public sealed class PostPublisher(
    IGrainFactory grains, AccountStore accounts, PlaceStore places, PostReader reader, SnowflakeIds ids)
{
    /// <summary>An id for a post of this author, to be created with it once or, after a failure, again.</summary>
    public long NewId(long authorId) => ids.Next(ShardId.Of(authorId));

    public async Task<(CreatePostResult Result, PostForViewer? Post)> Publish(
        long postId, PostDraft draft, CancellationToken ct)
    {
        var mentioned = CaptionText.Mentions(draft.Caption);
        var place = draft.Place is { } named
            ? await places.FindOrCreate(named.Name, named.Lat, named.Lng, ids.NextOnRandomShard(), ct)
            : null;
        var outcome = await grains.GetGrain<IPostGrain>(postId).Create(new CreatePost(
            draft.AuthorId, [.. draft.MediaIds], AltTexts(draft), draft.Caption,
            [.. CaptionText.Hashtags(draft.Caption)], [.. await accounts.FindByUsernames(mentioned, ct)],
            place is null ? null : new PlaceView(place.Id, place.Name, place.Lat, place.Lng)));
        return outcome.Result == CreatePostResult.Created
            ? (outcome.Result, await reader.Find(draft.AuthorId, postId, ct, outcome.IsNew))
            : (outcome.Result, null);
    }

    private static ImmutableArray<string?> AltTexts(PostDraft draft) =>
        [.. draft.MediaIds.Select((_, at) => at < draft.AltTexts.Count ? draft.AltTexts[at] : null)];
}
