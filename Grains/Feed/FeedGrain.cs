using Instagram.Grains.Inbox;
using Instagram.Grains.Posts;
using Instagram.Storage.Feed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Grains.Feed;

/// <summary>
/// The parts: this file is what a feed is asked and told, the others its life (asleep, waking, awake), what it reads
/// while awake and what its reader cares for, <see cref="FeedFence"/> whom it lets in, <see cref="FeedPager"/> the
/// pages and their order, <see cref="Timeline"/> the entries.
/// </summary>
public sealed partial class FeedGrain : Grain, IFeedGrain
{
    private static readonly TimeSpan WatchedFor = TimeSpan.FromMinutes(2);

    private readonly TimelineStore _store;
    private readonly WakeLimiter _wakes;
    private readonly FeedCells _cells;
    private readonly RecentPosts _recent;
    private readonly PostCounts _counts;
    private readonly TimeProvider _time;
    private readonly FeedOptions _options;
    private readonly ILogger<FeedGrain> _logger;
    private readonly FeedFence _fence = new();
    private readonly Timeline _timeline;
    private readonly FeedPager _pager;
    private DateTimeOffset _watchedUntil;

    /// <summary>The newest post that the inbox has been told of, or need not be.</summary>
    private long _told;

    public FeedGrain(
        TimelineStore store, WakeLimiter wakes, FeedCells cells, RecentPosts recent, PostCounts counts,
        AffinityStore affinities, TimeProvider time, IOptions<FeedOptions> options, ILogger<FeedGrain> logger)
    {
        _logger = logger;
        _store = store;
        _wakes = wakes;
        _cells = cells;
        _recent = recent;
        _counts = counts;
        _affinities = affinities;
        _time = time;
        _options = options.Value;
        _timeline = new Timeline(_options.Capacity);
        _pager = new FeedPager(_timeline, _fence, store, counts, _options);
    }

    private long ReaderId => this.GetPrimaryKeyLong();

    private IAwakeFeedsGrain Registry =>
        GrainFactory.GetGrain<IAwakeFeedsGrain>(IAwakeFeedsGrain.BucketOf(ReaderId, _options.Buckets));

    public async Task<FeedPage> GetPage(FeedOrder order, FeedPosition? start, int limit)
    {
        await CatchUp();
        if (start is null)
        {
            await Pull();
        }
        return await _pager.Read(order, start, limit, _affinity!, _time.GetUtcNow());
    }

    public Task Grew() => _isAwake ? CatchUp() : Task.CompletedTask;

    public async Task Watch(long? since)
    {
        if (!_isAwake)
        {
            await Wake();
        }
        var until = _time.GetUtcNow() + WatchedFor;
        // Before anything is looked at: whatever comes from here on is told by itself.
        await Drain(until);
        if (_drainedAt < 0)
        {
            // It has woken anew, and is registered as one that nobody watches.
            await Drain(until);
        }
        await TakeInNewcomers();
        await Pull();
        var newest = NewestOfOthers();
        if (_time.GetUtcNow() >= _watchedUntil)
        {
            _told = since ?? newest;
        }
        _watchedUntil = until;
        // What celebrities post is not pushed, and a telling may get lost.
        if (newest > _told)
        {
            await TellOf(newest);
        }
    }

    public async Task Followed(long authorId)
    {
        if (!_isAwake || _fence.Contains(authorId))
        {
            return;
        }
        try
        {
            _fence.Add(authorId);
            if (!await Registry.Follow(ReaderId, _registration, authorId))
            {
                FallAsleep();
                return;
            }
            (_newcomers ??= []).Add(authorId);
        }
        catch
        {
            // The follow is stored; a feed that could not take it in must not stay as if it had.
            FallAsleep();
            throw;
        }
        finally
        {
            _cell?.Changed();
        }
    }

    public async Task Unfollowed(long authorId)
    {
        var slot = _fence.SlotOf(authorId);
        if (!_isAwake || slot < 0)
        {
            return;
        }
        _pager.Reshape(() => _timeline.RemoveAuthor(slot));
        _fence.Remove(slot);
        _newcomers?.Remove(authorId);
        _pulled.Remove(authorId);
        _cell?.Changed();
        try
        {
            await Registry.Unfollow(ReaderId, _registration, authorId);
        }
        catch (Exception failure)
        {
            // The author is out of the feed; what the registry keeps for it is another matter.
            LogNotUnregistered(_logger, ReaderId, failure);
            FallAsleep();
        }
    }

    public Task Doubt()
    {
        FallAsleep();
        return Task.CompletedTask;
    }

    private long NewestOfOthers()
    {
        var own = _fence.SlotOf(ReaderId);
        for (var i = 0; i < _timeline.Count; i++)
        {
            if (_timeline[i] is var entry && entry.Author != own)
            {
                return entry.PostId;
            }
        }
        return 0;
    }

    private async Task TellOf(long postId)
    {
        await GrainFactory.GetGrain<IInboxGrain>(ReaderId).FeedGrew(postId);
        _told = Math.Max(_told, postId);
    }

    [LoggerMessage(LogLevel.Warning, "An author stays registered for the feed of {ReaderId}, which sleeps therefore.")]
    private static partial void LogNotUnregistered(ILogger logger, long readerId, Exception failure);

    [LoggerMessage(LogLevel.Warning, "The inbox of {ReaderId} was not told of a new post.")]
    private static partial void LogNotTold(ILogger logger, long readerId, Exception failure);
}
