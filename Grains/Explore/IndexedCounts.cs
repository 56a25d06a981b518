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

    public void Changed(PostCountsRow counts)
    {
        lock (_gate)
        {
            if (_changed.Count < Capacity || _changed.ContainsKey(counts.PostId))
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
        Dictionary<long, PostCountsRow> changed;
        lock (_gate)
        {
            if (_changed.Count == 0)
            {
                return;
            }
            (changed, _changed) = (_changed, []);
        }
        var written = 0;
        try
        {
            foreach (var rows in changed.Values.Chunk(AtOnce))
            {
                await store.SetCounts(rows, ct);
                written += rows.Length;
            }
        }
        catch (Exception failure)
        {
            Restore(changed.Values.Skip(written));
            if (failure is OperationCanceledException)
            {
                throw;
            }
            LogNotWritten(logger, changed.Count - written, failure);
        }
    }

    /// <summary>The next round brings them, unless they have changed again.</summary>
    private void Restore(IEnumerable<PostCountsRow> left)
    {
        lock (_gate)
        {
            foreach (var counts in left.Take(Capacity - _changed.Count))
            {
                _changed.TryAdd(counts.PostId, counts);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The counts of {Posts} posts were not brought into the index.")]
    private static partial void LogNotWritten(ILogger logger, int posts, Exception failure);
}
