using System.Collections.Immutable;
using System.Security.Cryptography;
using Instagram.Grains.Moderation;
using Instagram.Grains.Outbox;
using Instagram.Grains.Posts;
using Instagram.Media.Images;
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
    MediaStore store, IObjectStore objects, ImagePipeline pipeline, ProcessingSlots slots, OutboxStore outbox,
    Facts facts, Screening screening, IOptions<UploadOptions> options, ILogger<MediaGrain> logger)
    : Grain, IMediaGrain, IStreamSubscriptionObserver, IAsyncObserver<MediaUploaded>
{
    private MediaRow? _medium;

    /// <summary>The processing under way. It runs on beside the turns, so that its progress can be asked for.</summary>
    private Task? _work;

    private long Id => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _medium = await store.Find(Id, cancellationToken);

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<MediaUploaded>().ResumeAsync(this);

    public async Task<UploadTicket> Begin(BeginUpload upload)
    {
        var medium = new MediaRow(
            Id, upload.OwnerId, MediaStatus.Pending, upload.ContentType, upload.ByteSize, upload.Sha256Hex,
            MediaKeys.Upload(Id), null, 0, 0, null, [], null, null);
        await store.Create(medium, CancellationToken.None);
        _medium = await store.Find(Id, CancellationToken.None);
        var put = await objects.PresignPut(
            medium.UploadKey, new PutTerms(upload.ContentType, upload.ByteSize, upload.Sha256Hex),
            TimeSpan.FromSeconds(options.Value.AddressLifetimeSeconds));
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
        if (await Hash(medium.UploadKey) is not { } sha256)
        {
            return CompleteResult.NotUploaded;
        }
        var original = MediaKeys.Original(Id, sha256);
        if (!await objects.Copy(medium.UploadKey, original))
        {
            return CompleteResult.NotUploaded;
        }
        var uploaded = facts.Prepare(Streams.Media, Id, factId => new MediaUploaded(factId, Id));
        await store.MarkUploaded(Id, original, uploaded.Row, CancellationToken.None);
        _medium = medium with { Status = MediaStatus.Uploaded, OriginalKey = original };
        await this.Publish(uploaded, logger);
        return CompleteResult.Accepted;
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
        return _medium is { Status: MediaStatus.Ready } medium
            ? new MediaServing(
                medium.OwnerId, medium.PostId,
                medium.Variants.ToImmutableDictionary(variant => variant.Name, variant => variant.Key), medium.StoryId)
            : null;
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
        DelayDeactivation(TimeSpan.FromMinutes(10));
        try
        {
            // The row decides, not what is remembered: a commit may have come without its answer.
            _medium = await store.Find(Id, CancellationToken.None);
            if (_medium is { Status: MediaStatus.Uploaded } medium)
            {
                await Process(medium);
            }
            await outbox.Done(fact.FactId, CancellationToken.None);
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
        var (settled, unscreened) = await screening.Judge(await Render(medium));
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
    }

    private async Task<MediaRow> Render(MediaRow medium)
    {
        await slots.Enter(CancellationToken.None);
        try
        {
            var outcome = await pipeline.Process(await Read(medium.OriginalKey!), CancellationToken.None);
            if (outcome is not ImageOutcome.Processed image)
            {
                var reason = ((ImageOutcome.Rejected)outcome).Reason;
                return medium with { Status = MediaStatus.Rejected, Reason = reason };
            }
            var variants = new List<VariantRow>(image.Variants.Length);
            foreach (var variant in image.Variants)
            {
                var key = MediaKeys.Variant(
                    Id, variant.Name, Convert.ToHexStringLower(SHA256.HashData(variant.Bytes)));
                await objects.Put(key, variant.Bytes, "image/webp");
                variants.Add(new VariantRow(variant.Name, variant.Width, variant.Height, key));
            }
            return medium with
            {
                Status = MediaStatus.Ready, Width = image.Width, Height = image.Height, Blurhash = image.Blurhash,
                Variants = variants,
            };
        }
        finally
        {
            slots.Leave();
        }
    }

    private async Task<byte[]> Read(string key)
    {
        await using var stream = await objects.OpenRead(key)
            ?? throw new InvalidOperationException($"The original of medium {Id} is not in the object store.");
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private async Task<string?> Hash(string key)
    {
        await using var stream = await objects.OpenRead(key);
        return stream is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
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
