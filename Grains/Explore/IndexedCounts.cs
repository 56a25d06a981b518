using System.Collections.Concurrent;
using Instagram.Grains.Posts;
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

    /// <summary>Likes and comments in one number, which is written in place.</summary>
    private readonly ConcurrentDictionary<long, long> _changed = new();

    /// <summary>Its entries: to ask it for them takes all of its locks.</summary>
    private int _waiting;

    public void Changed(PostCountsRow counts)
    {
        var packed = PackedCounts.Pack(counts.Likes, counts.Comments);
        while (true)
        {
            if (_changed.TryGetValue(counts.PostId, out var before))
            {
                if (_changed.TryUpdate(counts.PostId, packed, before))
                {
                    return;
                }
            }
            else if (Volatile.Read(ref _waiting) >= Capacity)
            {
                return;
            }
            else if (_changed.TryAdd(counts.PostId, packed))
            {
                Interlocked.Increment(ref _waiting);
                return;
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
        try
        {
            foreach (var written in _changed.Chunk(AtOnce))
            {
                await store.SetCounts([.. written.Select(post => Row(post.Key, post.Value))], ct);
                foreach (var post in written)
                {
                    // One that has changed again meanwhile stays.
                    if (_changed.TryRemove(post))
                    {
                        Interlocked.Decrement(ref _waiting);
                    }
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The next round brings them.
            LogNotWritten(logger, Volatile.Read(ref _waiting), failure);
        }
    }

    private static PostCountsRow Row(long postId, long packed)
    {
        var (likes, comments) = PackedCounts.Unpack(packed);
        return new PostCountsRow(postId, likes, comments);
    }

    [LoggerMessage(LogLevel.Warning, "The counts of {Posts} posts were not brought into the index.")]
    private static partial void LogNotWritten(ILogger logger, int posts, Exception failure);
}
