using System.Collections.Immutable;
using System.Security.Cryptography;
using Instagram.Grains.Inbox;
using Instagram.Grains.Moderation;
using Instagram.Grains.Outbox;
using Instagram.Grains.Posts;
using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Instagram.Storage.Outbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Instagram.Grains.Media;

[ImplicitStreamSubscription(Streams.Media)]
public sealed partial class MediaGrain(
    MediaStore store, IObjectStore objects, PictureProcessing pictures, VideoProcessing videos, PartsUploads parts,
    OutboxStore outbox, Facts facts, Screening screening, IOptions<UploadOptions> options,
    ILogger<MediaGrain> logger)
    : Grain, IMediaGrain, IStreamSubscriptionObserver, IAsyncObserver<MediaUploaded>
{
    /// <summary>With the wait for a place. What takes longer goes on, but its progress is not seen.</summary>
    private static readonly TimeSpan LongestWork = TimeSpan.FromHours(1);

    private const int HashedAtOnce = 256 * 1024;

    private MediaRow? _medium;

    /// <summary>What is said of the medium to each who asks for its bytes, while it is the same row.</summary>
    private (MediaRow? Of, MediaServing? Serving) _served;

    /// <summary>The processing under way. It runs on beside the turns, so that its progress can be asked for.</summary>
    private Task? _work;

    private long Id => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _medium = await store.Find(Id, cancellationToken);

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<MediaUploaded>().ResumeAsync(this);

    public async Task<UploadTicket> Begin(BeginUpload upload)
    {
        var kind = upload.ContentType.StartsWith("video/", StringComparison.Ordinal)
            ? MediaRowKind.Video
            : MediaRowKind.Image;
        var put = await objects.PresignPut(
            MediaKeys.Upload(Id), new PutTerms(upload.ContentType, upload.ByteSize, upload.Sha256Hex),
            TimeSpan.FromSeconds(options.Value.AddressLifetimeSeconds));
        var medium = new MediaRow(
            Id, upload.OwnerId, MediaStatus.Pending, upload.ContentType, upload.ByteSize, upload.Sha256Hex,
            MediaKeys.Upload(Id), null, 0, 0, null, [], null, null, kind, AddressExpiresAt: put.ExpiresAt);
        await store.Create(medium, CancellationToken.None);
        _medium = await store.Find(Id, CancellationToken.None);
        return new UploadTicket(put.Method, put.Url, put.Headers.ToImmutableDictionary(), put.ExpiresAt);
    }

    public async Task<CompleteResult> Complete(long ownerId)
    {
        if (Owned(ownerId) is not { } medium)
        {
            return CompleteResult.Missing;
        }
        if (medium.Status != MediaStatus.Pending)
        {
            return CompleteResult.Accepted;
        }
        if (!await parts.Assemble(medium) || await Measure(medium.UploadKey) is not var (sha256, byteSize))
        {
            return CompleteResult.NotUploaded;
        }
        if (byteSize != medium.ByteSize || (medium.Sha256 is { } announced && announced != sha256))
        {
            // Parts show what they make only now, and not every store looks at the checksum of one piece.
            _medium = await parts.StartOver(medium);
            return CompleteResult.OtherBytes;
        }
        var original = MediaKeys.Original(Id, sha256);
        if (!await objects.Copy(medium.UploadKey, original))
        {
            return CompleteResult.NotUploaded;
        }
        var uploaded = facts.Prepare(Streams.Media, Id, factId => new MediaUploaded(factId, Id));
        if (!await store.MarkUploaded(Id, original, uploaded.Row, CancellationToken.None))
        {
            // Acknowledged before without its answer, or given up: the row knows.
            _medium = await store.Find(Id, CancellationToken.None);
            return Owned(ownerId) is null ? CompleteResult.Missing : CompleteResult.Accepted;
        }
        _medium = medium with { Status = MediaStatus.Uploaded, OriginalKey = original };
        await this.Publish(uploaded, logger);
        await TellOwner(_medium.OwnerId, UploadStatus.Uploaded);
        return CompleteResult.Accepted;
    }

    public async Task<PartsView> GetParts(long ownerId)
    {
        if (Owned(ownerId) is not { } medium)
        {
            return new PartsView(PartsResult.Missing, 0, []);
        }
        if (medium.Status != MediaStatus.Pending)
        {
            return new PartsView(PartsResult.Over, 0, []);
        }
        (_medium, var open) = await parts.Open(medium);
        return open;
    }

    public async Task<bool> Abandon(DateTimeOffset expiredBefore)
    {
        _medium = await store.Find(Id, CancellationToken.None);
        if (_medium is not { Status: MediaStatus.Pending, PostId: null, StoryId: null } medium
            || medium.AddressExpiresAt is not { } expired || expired >= expiredBefore)
        {
            return false;
        }
        // The row last: it is what names the objects, should this stop halfway.
        await parts.Drop(medium);
        var given = await store.DeleteUnused(Id, CancellationToken.None);
        _medium = await store.Find(Id, CancellationToken.None);
        DeactivateOnIdle();
        return given;
    }

    public async Task<UploadView?> GetUpload(long ownerId)
    {
        if (_medium is { Status: MediaStatus.Ready or MediaStatus.Rejected })
        {
            // Its post or story may have taken it since, or have been deleted and it with it.
            _medium = await store.Find(Id, CancellationToken.None);
        }
        return Owned(ownerId) is { } medium
            ? new UploadView(
                Id, Status(medium), medium.Reason,
                medium.Status == MediaStatus.Ready ? MediaViews.Of(medium, null) : null, medium.PostId,
                medium.StoryId)
            : null;
    }

    public async Task<MediaServing?> GetServing(bool refresh)
    {
        if (refresh && _medium is { Status: MediaStatus.Ready, PostId: null, StoryId: null })
        {
            _medium = await store.Find(Id, CancellationToken.None);
        }
        if (_medium is null)
        {
            DeactivateOnIdle();
        }
        if (_medium is not { Status: MediaStatus.Ready } medium)
        {
            return null;
        }
        if (!ReferenceEquals(_served.Of, medium))
        {
            var keys = medium.Variants.ToImmutableDictionary(variant => variant.Name, variant => variant.Key);
            _served = (medium, new MediaServing(medium.OwnerId, medium.PostId, keys, medium.StoryId));
        }
        return _served.Serving;
    }

    public Task OnNextAsync(MediaUploaded item, StreamSequenceToken? token = null)
    {
        if (_work is null or { IsCompleted: true })
        {
            _work = Work(item);
        }
        return Task.CompletedTask;
    }

    private async Task Work(MediaUploaded fact)
    {
        DelayDeactivation(LongestWork);
        try
        {
            // The row decides, not what is remembered: a commit may have come without its answer.
            _medium = await store.Find(Id, CancellationToken.None);
            if (_medium is { Status: MediaStatus.Uploaded } medium)
            {
                await TellOwner(medium.OwnerId, UploadStatus.Processing);
                await Process(medium);
            }
            outbox.Done(fact.FactId);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the fact stays in the outbox for the next one.
        }
        catch (Exception failure)
        {
            // The fact stays in the outbox: the medium is tried again.
            LogProcessingFailed(logger, Id, failure);
        }
        finally
        {
            _work = null;
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    private async Task Process(MediaRow medium)
    {
        var (settled, unscreened) = await screening.Judge(
            await (medium.Kind == MediaRowKind.Video ? videos.Render(medium) : pictures.Render(medium)));
        PendingFact? told = null;
        await store.Settle(
            settled,
            postId => (told = facts.Prepare(
                Streams.Settled, postId, factId => new MediaSettled(factId, postId))).Row,
            unscreened, CancellationToken.None);
        _medium = await store.Find(Id, CancellationToken.None);
        if (_medium is null)
        {
            // Its post was deleted meanwhile, and with it everything but what was rendered since.
            foreach (var key in MediaKeys.All(settled))
            {
                await objects.Delete(key);
            }
        }
        if (told is not null)
        {
            await this.Publish(told, logger);
        }
        if (_medium is { Status: MediaStatus.Ready or MediaStatus.Rejected } now)
        {
            await TellOwner(
                now.OwnerId, now.Status == MediaStatus.Ready ? UploadStatus.Ready : UploadStatus.Rejected);
        }
    }

    private Task TellOwner(long ownerId, UploadStatus status) =>
        GrainFactory.GetGrain<IInboxGrain>(ownerId).UploadChanged(Id, status);

    private async Task<(string Sha256, long ByteSize)?> Measure(string key)
    {
        if (await objects.OpenRead(key) is not { } stream)
        {
            return null;
        }
        // The hash asks for a few kilobytes at a time, which an object store answers one by one.
        await using var blocks = new BufferedStream(stream, HashedAtOnce);
        return (Convert.ToHexStringLower(await SHA256.HashDataAsync(blocks)), stream.Length);
    }

    private MediaRow? Owned(long ownerId)
    {
        if (_medium is null)
        {
            DeactivateOnIdle();
        }
        return _medium?.OwnerId == ownerId ? _medium : null;
    }

    private UploadStatus Status(MediaRow medium) => medium.Status switch
    {
        MediaStatus.Pending => UploadStatus.Pending,
        MediaStatus.Uploaded => _work is null ? UploadStatus.Uploaded : UploadStatus.Processing,
        MediaStatus.Ready => UploadStatus.Ready,
        _ => UploadStatus.Rejected,
    };

    [LoggerMessage(LogLevel.Error, "Medium {MediaId} could not be processed; it is tried again.")]
    private static partial void LogProcessingFailed(ILogger logger, long mediaId, Exception failure);
}
