using Instagram.Grains.Posts;
using Instagram.Grains.Stories;
using Instagram.Grains.Users;
using Instagram.Media.Images;
using Instagram.Storage.Objects;

namespace Instagram.Grains.Media;

/// <summary>
/// Opens a picture for a viewer, or not. Every request is checked anew: a picture is its owner's until a published post
/// carries it, then it is for those who see the owner's posts; a story's is for them while the story lives, and for
/// nobody after; a profile picture is for those who see the profile.
/// </summary>
public sealed class MediaGate(IGrainFactory grains, Sight sight, IObjectStore objects, ImagePipeline pipeline)
{
    /// <summary>
    /// The key of the object that holds the variant; null when the viewer may not see it or it is not there.
    /// </summary>
    public async Task<string?> Find(long viewerId, long mediaId, string variant)
    {
        var medium = grains.GetGrain<IMediaGrain>(mediaId);
        if (await medium.GetServing(refresh: false) is not { } serving)
        {
            return null;
        }
        var owner = await grains.GetGrain<IUserGrain>(serving.OwnerId).GetStanding(viewerId);
        if (owner.AvatarMediaId == mediaId)
        {
            return await sight.MaySeeProfile(viewerId, serving.OwnerId) ? Key(serving) : null;
        }
        if (serving is { PostId: null, StoryId: null })
        {
            if (await medium.GetServing(refresh: true) is not { } current)
            {
                return null;
            }
            serving = current;
        }
        if (serving.StoryId is { } storyId)
        {
            return viewerId != 0
                && await grains.GetGrain<IStoryGrain>(serving.OwnerId).Get(storyId) is not null
                && await sight.MaySeePosts(viewerId, serving.OwnerId)
                ? Key(serving)
                : null;
        }
        if (serving.PostId is not { } postId)
        {
            return viewerId == serving.OwnerId ? Key(serving) : null;
        }
        return await grains.GetGrain<IPostGrain>(postId).GetState() is { } post
            && (viewerId == serving.OwnerId || post.Status == PostStatus.Published)
            && await sight.MaySeePosts(viewerId, serving.OwnerId)
            ? Key(serving)
            : null;

        string? Key(MediaServing found) => found.Variants.GetValueOrDefault(variant);
    }

    /// <summary>The variant's bytes as they are kept, WebP.</summary>
    public Task<Stream?> OpenWebp(string key, CancellationToken ct) => objects.OpenRead(key, ct);

    /// <summary>A video's rendition, MP4.</summary>
    public Task<Stream?> OpenVideo(string key, CancellationToken ct) => objects.OpenRead(key, ct);

    /// <summary>The variant as JPEG, made the first time someone asks for it.</summary>
    public async Task<Stream?> OpenJpeg(string key, CancellationToken ct)
    {
        var jpegKey = MediaKeys.Jpeg(key);
        if (await objects.OpenRead(jpegKey, ct) is { } kept)
        {
            return kept;
        }
        byte[] webp;
        await using (var stream = await objects.OpenRead(key, ct))
        {
            if (stream is null)
            {
                return null;
            }
            webp = new byte[stream.Length];
            await stream.ReadExactlyAsync(webp, ct);
        }
        if (await pipeline.ToJpeg(webp, ct) is not { } jpeg)
        {
            return null;
        }
        await objects.Put(jpegKey, jpeg, "image/jpeg", ct);
        if (await objects.Head(key, ct) is null)
        {
            // Purged meanwhile, the picture before what was made of it: nobody else would remove this one.
            await objects.Delete(jpegKey, CancellationToken.None);
        }
        return new MemoryStream(jpeg, writable: false);
    }
}
