using Instagram.Storage.Explore;
using Instagram.Storage.Feed;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Explore;

/// <summary>
/// Brings the counts of posts into the index, many at once and each as it is last, so that a like neither waits for it
/// nor pays for it alone. Posts of this silo's grains; what is lost with a process comes with the post's next change.
/// </summary>
public sealed partial class IndexedCounts(
    ExploreStore store, TimeProvider time, IOptions<ExploreOptions> options, ILogger<IndexedCounts> logger)
    : BackgroundService
{
    /// <summary>Posts that wait; a further one's counts come with its next change.</summary>
    private const int Capacity = 100_000;

    /// <summary>Few enough for likes to pass in between.</summary>
    private const int AtOnce = 500;

    private readonly Lock _gate = new();
    private Dictionary<long, PostCountsRow> _changed = [];

    /// <summary>What is being written, in between empty.</summary>
    private Dictionary<long, PostCountsRow> _written = [];

    public void Changed(PostCountsRow counts)
    {
        lock (_gate)
        {
            if (_changed.Count < Capacity)
            {
                _changed[counts.PostId] = counts;
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Write(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.CountsSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Write(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; what is left is written then.
        }
    }

    private async Task Write(CancellationToken ct)
    {
        lock (_gate)
        {
            (_written, _changed) = (_changed, _written);
        }
        try
        {
            foreach (var some in _written.Values.Chunk(AtOnce))
            {
                await store.SetCounts(some, ct);
            }
        }
        catch (Exception failure)
        {
            // The next round brings them.
            var left = TakeBack();
            if (failure is OperationCanceledException)
            {
                throw;
            }
            LogNotWritten(logger, left, failure);
        }
        finally
        {
            _written.Clear();
        }
    }

    /// <summary>What has changed again meanwhile is newer. Answers how many are to be written.</summary>
    private int TakeBack()
    {
        lock (_gate)
        {
            foreach (var (postId, counts) in _written)
            {
                _changed.TryAdd(postId, counts);
            }
            return _changed.Count;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The counts of {Posts} posts were not brought into the index.")]
    private static partial void LogNotWritten(ILogger logger, int posts, Exception failure);
}
