using Instagram.Grains.Policies;
using Instagram.Storage.Accounts;
using Instagram.Storage.Places;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Posts;

/// <summary>
/// Edits posts as their authors wrote it: reads hashtags and mentions from a new caption, finds a new place, and lets
/// the post's grain decide. Whose post it is, is the caller's question.
/// </summary>
public sealed class PostEditor(
    IGrainFactory grains, AccountStore accounts, PlaceStore places, PostReader reader, SnowflakeIds ids)
{
    /// <summary>The post as it then is; null when it is gone.</summary>
    public async Task<PostForViewer?> Edit(long authorId, long postId, PostRevision revision, CancellationToken ct)
    {
        var edit = new EditPost(
            revision.Caption is { } caption ? await Read(caption, ct) : null,
            revision.AltTexts is { } altTexts ? new AltTextsEdit([.. altTexts]) : null,
            revision.ChangesPlace ? new PlaceEdit(await Find(revision.Place, ct)) : null);
        return edit is { Caption: null, AltTexts: null, Place: null }
            || await grains.GetGrain<IPostGrain>(postId).Edit(edit) is not null
            ? await reader.Find(authorId, postId, ct)
            : null;
    }

    private async Task<CaptionEdit> Read(string caption, CancellationToken ct) => new(
        caption, [.. CaptionText.Hashtags(caption)],
        [.. await accounts.FindByUsernames(CaptionText.Mentions(caption), ct)]);

    private async Task<PlaceView?> Find(PlaceDraft? draft, CancellationToken ct) =>
        draft is { } named
        && await places.FindOrCreate(named.Name, named.Lat, named.Lng, ids.NextOnRandomShard(), ct) is var place
            ? new PlaceView(place.Id, place.Name, place.Lat, place.Lng)
            : null;
}
