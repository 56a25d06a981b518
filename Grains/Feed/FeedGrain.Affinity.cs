using Instagram.Storage.Feed;
using Microsoft.Extensions.Logging;

namespace Instagram.Grains.Feed;

/// <summary>What the reader cares for: changed in memory, and saved now and then.</summary>
public sealed partial class FeedGrain
{
    private static readonly TimeSpan SaveAfter = TimeSpan.FromMinutes(1);

    private readonly AffinityStore _affinities;

    /// <summary>Read when the feed wakes, or with the first engagement before that.</summary>
    private AffinityState? _affinity;
    private bool _isAffinityChanged;
    private IGrainTimer? _saving;

    public async Task Engaged(long authorId, Engagement engagement)
    {
        var points = engagement switch { Engagement.Comment => 3.0, Engagement.Like => 1.0, _ => 0.3 };
        _affinity ??= AffinityState.Of(await _affinities.Find(ReaderId, CancellationToken.None));
        _affinity.Add(authorId, points, _time.GetUtcNow());
        _isAffinityChanged = true;
        _saving ??= this.RegisterGrainTimer(
            _ => SaveAffinity(), new GrainTimerCreationOptions(SaveAfter, SaveAfter));
    }

    public async Task Forget()
    {
        (_affinity, _isAffinityChanged) = (null, false);
        await _affinities.Forget(ReaderId, CancellationToken.None);
        DeactivateOnIdle();
    }

    /// <summary>Taste is not worth a feed: what could not be saved is tried with the next.</summary>
    private async Task SaveAffinity()
    {
        if (_isAffinityChanged)
        {
            try
            {
                await _affinities.Save(ReaderId, _affinity!.ToJson(), CancellationToken.None);
            }
            catch (Exception failure)
            {
                LogAffinityNotSaved(_logger, ReaderId, failure);
                return;
            }
            _isAffinityChanged = false;
        }
        _saving?.Dispose();
        _saving = null;
    }

    [LoggerMessage(LogLevel.Warning, "The affinities of reader {ReaderId} were not saved.")]
    private static partial void LogAffinityNotSaved(ILogger logger, long readerId, Exception failure);
}
