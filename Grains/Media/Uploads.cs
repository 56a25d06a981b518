using Instagram.Grains.Stories;
using Instagram.Storage.Objects;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Media;

/// <summary>Begins and finishes uploads.</summary>
public sealed class Uploads(IGrainFactory grains, IObjectStore objects, PostStore posts, SnowflakeIds ids)
{
    public async Task<(long MediaId, UploadTicket Ticket)> Begin(BeginUpload upload)
    {
        var mediaId = ids.Next(ShardId.Of(upload.OwnerId));
        return (mediaId, await grains.GetGrain<IMediaGrain>(mediaId).Begin(upload));
    }

    /// <summary>
    /// For clients that send the picture along: what they sent is stored and complete when this returns.
    /// </summary>
    public async Task<long> Store(long ownerId, string contentType, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var (mediaId, _) = await Begin(new BeginUpload(ownerId, contentType, content.Length, null));
        await objects.Put(MediaKeys.Upload(mediaId), content, contentType, ct);
        await grains.GetGrain<IMediaGrain>(mediaId).Complete(ownerId);
        return mediaId;
    }

    public Task<PartsView> Parts(long ownerId, long mediaId) =>
        grains.GetGrain<IMediaGrain>(mediaId).GetParts(ownerId);

    public Task<CompleteResult> Complete(long ownerId, long mediaId) =>
        grains.GetGrain<IMediaGrain>(mediaId).Complete(ownerId);

    /// <summary>
    /// Null also when the post or story that took it is over, before its medium is swept away. The post is asked for
    /// where it is stored: a grain that is just creating it does not know it yet.
    /// </summary>
    public async Task<UploadView?> Find(long ownerId, long mediaId, CancellationToken ct)
    {
        var upload = await grains.GetGrain<IMediaGrain>(mediaId).GetUpload(ownerId);
        return upload switch
        {
            { PostId: { } postId } => await posts.Find(postId, ct) is not null ? upload : null,
            { StoryId: { } storyId, Status: UploadStatus.Ready } =>
                await grains.GetGrain<IStoryGrain>(ownerId).Get(storyId) is not null ? upload : null,
            _ => upload,
        };
    }
}
