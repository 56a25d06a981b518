using Orleans.Concurrency;

namespace Instagram.Grains.Media;

/// <summary>
/// One upload. Key: media id. Owns its way from pending over uploaded and processing to ready or rejected. Consumes
/// <see cref="MediaUploaded"/>; what it has settled reaches its post as a fact. Tells its owner's
/// <see cref="Inbox.IInboxGrain"/> of each step and does not wait for it.
/// Reads interleave, so that progress can be asked for while the medium is processed.
/// </summary>
[Alias("media.IMediaGrain")]
public interface IMediaGrain : IGrainWithIntegerKey
{
    /// <summary>Notes the upload to come and where to send it. Repeating is harmless.</summary>
    [Alias("Begin")]
    Task<UploadTicket> Begin(BeginUpload upload);

    /// <summary>
    /// The upload in parts: which are there, and where to send the others. Asking again gives fresh addresses.
    /// </summary>
    [Alias("GetParts")]
    Task<PartsView> GetParts(long ownerId);

    /// <summary>
    /// Gives up an upload that is still pending and has had no valid address since then; false when it is not one.
    /// </summary>
    [Alias("Abandon")]
    Task<bool> Abandon(DateTimeOffset expiredBefore);

    /// <summary>
    /// The bytes are said to be in the store; when it returns Accepted they are, and will be processed. Parts are put
    /// together and everything is hashed here, which takes seconds for a large video.
    /// </summary>
    [ResponseTimeout("00:02:00")]
    [Alias("Complete")]
    Task<CompleteResult> Complete(long ownerId);

    /// <summary>The upload as its owner sees it; null for anyone else and when there is none.</summary>
    [AlwaysInterleave]
    [Alias("GetUpload")]
    Task<UploadView?> GetUpload(long ownerId);

    /// <summary>
    /// What serving the medium needs; null until it is ready. Who may see it is the caller's question. The post or
    /// story that takes a medium writes that into the store; <paramref name="refresh"/> looks there while none is known
    /// here.
    /// </summary>
    [AlwaysInterleave]
    [Alias("GetServing")]
    Task<MediaServing?> GetServing(bool refresh);
}
