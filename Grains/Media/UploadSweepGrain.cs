using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Grains.Media;

[KeepAlive]
public sealed partial class UploadSweepGrain(
    MediaStore store, IObjectStore objects, UnnamedObjects unnamed, TimeProvider time, IOptions<UploadOptions> options,
    ILogger<UploadSweepGrain> logger)
    : Grain, IUploadSweepGrain, IRemindable
{
    private const string ReminderName = "watch";
    private const int FirstDatabase = 0;

    private int Database => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var pace = TimeSpan.FromSeconds(options.Value.SweepSeconds);
        this.RegisterGrainTimer(SweepQuietly, new GrainTimerCreationOptions(pace, pace) { KeepAlive = true });
        if (Database == FirstDatabase)
        {
            var round = TimeSpan.FromSeconds(options.Value.ObjectSweepSeconds);
            this.RegisterGrainTimer(
                SweepObjects, new GrainTimerCreationOptions(round, round) { KeepAlive = true, Interleave = true });
        }
        return Task.CompletedTask;
    }

    public Task Watch() =>
        this.RegisterOrUpdateReminder(ReminderName, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public async Task<int> Sweep()
    {
        var before = time.GetUtcNow() - TimeSpan.FromMinutes(options.Value.KeepPendingMinutes);
        var dropped = 0;
        foreach (var mediaId in await store.FindAbandoned(
            Database, before, options.Value.SweepBatch, CancellationToken.None))
        {
            dropped += await Abandon(mediaId, before) ? 1 : 0;
        }
        if (Database == FirstDatabase)
        {
            await DropUnnamedParts(before);
        }
        return dropped;
    }

    /// <summary>One that fails hurts only itself; it comes again with the next round.</summary>
    private async Task<bool> Abandon(long mediaId, DateTimeOffset expiredBefore)
    {
        try
        {
            return await GrainFactory.GetGrain<IMediaGrain>(mediaId).Abandon(expiredBefore);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotAbandoned(logger, mediaId, failure);
            return false;
        }
    }

    /// <summary>
    /// Uploads in parts that no row names (any more): a crash came between the two, or the row was purged. One that a
    /// row is about to name is younger than this.
    /// </summary>
    private async Task DropUnnamedParts(DateTimeOffset startedBefore)
    {
        var looked = 0;
        await foreach (var upload in objects.ListPartsUploads())
        {
            if (upload.StartedAt < startedBefore && MediaKeys.MediumOf(upload.Key) is { } mediaId)
            {
                if (looked++ == options.Value.SweepBatch)
                {
                    return;
                }
                if (await store.Find(mediaId, CancellationToken.None) is not { Status: MediaStatus.Pending } medium
                    || medium.PartsUploadId != upload.UploadId)
                {
                    await objects.AbortParts(upload.Key, upload.UploadId);
                }
            }
        }
    }

    private async Task SweepQuietly(CancellationToken ct)
    {
        try
        {
            await Sweep();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogRoundFailed(logger, Database, failure);
        }
    }

    private async Task SweepObjects(CancellationToken ct)
    {
        try
        {
            await unnamed.Remove(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogObjectsFailed(logger, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Objects could not be looked through; the next round tries again.")]
    private static partial void LogObjectsFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Warning, "The abandoned upload {MediaId} could not be swept.")]
    private static partial void LogNotAbandoned(ILogger logger, long mediaId, Exception failure);

    [LoggerMessage(
        LogLevel.Warning, "Abandoned uploads of database {Database} could not be swept; the next round tries again.")]
    private static partial void LogRoundFailed(ILogger logger, int database, Exception failure);
}
