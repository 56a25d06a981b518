using System.Collections.Immutable;
using Instagram.Grains.Posts;
using Orleans.Runtime;

namespace Instagram.Grains.Feed;

/// <summary>How a feed wakes, and what it takes in while it is awake.</summary>
public sealed partial class FeedGrain
{
    /// <summary>The reader's own posts that are read with whom the reader follows.</summary>
    private const int OwnPosts = 50;

    /// <summary>Of these, the ones with their counts: among the newest of all are seldom more of one author.</summary>
    private const int OwnCounted = 8;

    /// <summary>Well before the registry takes a feed of which it hears nothing to be asleep.</summary>
    private static readonly TimeSpan HeardEvery = TimeSpan.FromMinutes(5);

    /// <summary>Reads that waited behind one that was refused are refused too, and do not wait as long again.</summary>
    private static readonly TimeSpan RefusedFor = TimeSpan.FromSeconds(1);

    private Guid _registration;
    private FeedCell? _cell;
    private bool _isAwake;

    /// <summary>The cell's version at which all was taken in; behind that there is nothing to ask for.</summary>
    private long _drainedAt;
    private DateTimeOffset _heardAt;
    private DateTimeOffset _refusedAt = DateTimeOffset.MinValue;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await SaveAffinity();
        FallAsleep();
        _cells.Remove(ReaderId);
        if (_registration != Guid.Empty
            && !(_options.OneSilo && reason.ReasonCode == DeactivationReasonCode.ShuttingDown))
        {
            await Registry.Leave(ReaderId, _registration);
        }
    }

    /// <summary>The next read makes the feed of what is stored.</summary>
    private void FallAsleep()
    {
        _isAwake = false;
        _cell?.Changed();
    }

    private async Task CatchUp()
    {
        if (!_isAwake)
        {
            await Wake();
            return;
        }
        if (!_options.OneSilo || _cell!.Version != _drainedAt || _time.GetUtcNow() - _heardAt >= HeardEvery)
        {
            await Drain(_watchedUntil);
        }
        await TakeInNewcomers();
    }

    private async Task Drain(DateTimeOffset watchedUntil)
    {
        var version = _cell!.Version;
        try
        {
            var news = await Registry.Drain(ReaderId, _registration, watchedUntil);
            _heardAt = _time.GetUtcNow();
            if (!news.IsComplete)
            {
                await Rebuild(news.IsKnown);
                return;
            }
            if (news.Posts.Length > 0)
            {
                await TakeIn(news.Posts);
            }
        }
        catch
        {
            // What was drained and not taken in is nowhere else but in the store.
            FallAsleep();
            throw;
        }
        _drainedAt = version;
    }

    private async Task TakeIn(ImmutableArray<FeedPush> posts)
    {
        foreach (var push in posts)
        {
            if (push.AuthorIsPulled is { } pulled && _fence.Contains(push.AuthorId))
            {
                await Turn(push.AuthorId, pulled);
            }
        }
        var inOrder = IsInOrder(posts) ? posts : posts.Sort((a, b) => a.PostId.CompareTo(b.PostId));
        List<long>? fresh = _time.GetUtcNow() < _watchedUntil ? [] : null;
        foreach (var push in inOrder)
        {
            var slot = _fence.SlotOf(push.AuthorId);
            if (slot >= 0 && _pager.Insert(push.PostId, slot) && push.AuthorId != ReaderId)
            {
                fresh?.Add(push.PostId);
            }
        }
        foreach (var post in fresh ?? [])
        {
            try
            {
                await TellOf(post);
            }
            catch (Exception failure)
            {
                // It is in the feed; the next look of the one who watches finds that it was not told.
                LogNotTold(_logger, ReaderId, failure);
            }
        }
    }

    /// <summary>
    /// Registers before it reads: a post published after the registration is kept for it, one before it is read, and
    /// one in between is both, which counts once.
    /// </summary>
    private Task Wake() => WhenItMay(async () =>
    {
        var (reading, since) = (_recent.Read([ReaderId]), _counts.Now);
        var reader = await _store.LoadReader(ReaderId, OwnPosts, OwnCounted, CancellationToken.None);
        reading.Keep(ReaderId, reader.Own, OwnPosts);
        _counts.Note(reader.OwnCounts, since);
        _affinity ??= AffinityState.Of(reader.Affinities);
        _fence.Reset([ReaderId, .. reader.Followed]);
        await Join();
        await ReadTimeline(_recent.FindKnown);
    });

    /// <summary>The fence holds: it changes here before anything is answered.</summary>
    private Task Rebuild(bool isRegistered) => WhenItMay(async () =>
    {
        if (!isRegistered)
        {
            await Join();
        }
        // Something has been missed, so copies are not enough.
        await ReadTimeline(_recent.Find);
    });

    private async Task WhenItMay(Func<Task> wake)
    {
        FallAsleep();
        try
        {
            await _wakes.Run(wake, isPatient: _time.GetUtcNow() - _refusedAt >= RefusedFor);
        }
        catch (BusyException)
        {
            _refusedAt = _time.GetUtcNow();
            throw;
        }
        _isAwake = true;
    }

    private async Task Join()
    {
        _registration = await Registry.Join(ReaderId, _fence.All());
        _cell = _cells.Of(ReaderId);
        _heardAt = _time.GetUtcNow();
    }

    private async Task ReadTimeline(Func<long, AuthorPosts?> find)
    {
        // Behind the registration, too: an author's grain hears of a post before the registry does.
        if (RecentMerge.Of(_fence, find, _options.RankedCandidates, _options.Capacity) is { } known)
        {
            SetPulled(known.Pulled);
            _pager.Reshape(() => _timeline.Reset(known.Entries, known.HasOlder));
        }
        else
        {
            var authors = _fence.All();
            var reading = _recent.Read(authors);
            var stored = await _store.ReadNewest(authors, _options.Capacity, CancellationToken.None);
            reading.Keep(stored, _options.Capacity);
            SetPulled(stored.Pulled);
            var entries = new TimelineEntry[stored.PostIds.Length];
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = new TimelineEntry(stored.PostIds[i], _fence.SlotOf(stored.AuthorIds[i]));
            }
            _pager.Reshape(() => _timeline.Reset(entries, hasOlder: false));
        }
        _newcomers = null;
        // What came since the registration is drained next, whatever the version says.
        _drainedAt = -1;
        _cell!.Changed();
    }

    private static bool IsInOrder(ImmutableArray<FeedPush> posts)
    {
        for (var i = 1; i < posts.Length; i++)
        {
            if (posts[i].PostId < posts[i - 1].PostId)
            {
                return false;
            }
        }
        return true;
    }
}
