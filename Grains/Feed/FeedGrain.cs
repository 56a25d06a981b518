using Instagram.Grains.Copies;
using Instagram.Grains.Inbox;
using Instagram.Grains.Posts;
using Instagram.Storage.Feed;
using Instagram.Storage.Graph;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Grains.Feed;

/// <summary>
/// The parts: this file is the life of the feed (asleep, waking, awake, fenced), <see cref="FeedPager"/> the pages and
/// their order, <see cref="Timeline"/> the entries.
/// </summary>
public sealed partial class FeedGrain : Grain, IFeedGrain
{
    /// <summary>Posts of each celebrity that a refresh looks at; the others were read when the feed woke.</summary>
    private const int PulledFromEach = 200;

    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WatchedFor = TimeSpan.FromMinutes(2);

    private readonly TimelineStore _store;
    private readonly GraphStore _graph;
    private readonly ShunStore _shuns;
    private readonly WakeLimiter _wakes;
    private readonly FeedCells _cells;
    private readonly Copies<RecentPosts> _recents;
    private readonly Dictionary<long, PulledPosts> _taken = [];
    private readonly TimeProvider _time;
    private readonly FeedOptions _options;
    private readonly ILogger<FeedGrain> _logger;
    private readonly WriteBehind<AffinityState> _affinity;
    private readonly Timeline _timeline;
    private readonly FeedPager _pager;

    /// <summary>The fence: whose posts may be in the feed, the reader's own included, the muted not.</summary>
    private HashSet<long> _authors = [];
    private HashSet<long> _pulled = [];
    private IGrainTimer? _renewal;
    private Guid _registration;
    private DateTimeOffset _renewedAt;
    private DateTimeOffset _watchedUntil;

    /// <summary>The newest post that the inbox has been told of, or need not be.</summary>
    private long _told;
    private bool _isAwake;

    public FeedGrain(
        TimelineStore store, GraphStore graph, ShunStore shuns, WakeLimiter wakes, FeedCells cells,
        Copies<RecentPosts> recents, TimeProvider time,
        IOptions<FeedOptions> options,
        [PersistentState("affinity", GrainStorageNames.Default)] IPersistentState<AffinityState> affinity,
        ILogger<FeedGrain> logger)
    {
        _logger = logger;
        _store = store;
        _graph = graph;
        _shuns = shuns;
        _wakes = wakes;
        _cells = cells;
        _recents = recents;
        _time = time;
        _options = options.Value;
        _affinity = new WriteBehind<AffinityState>(affinity);
        _timeline = new Timeline(_options.Capacity);
        _pager = new FeedPager(_timeline, store, _options);
    }

    private long ReaderId => this.GetPrimaryKeyLong();

    private IAwakeFeedsGrain Registry =>
        GrainFactory.GetGrain<IAwakeFeedsGrain>(IAwakeFeedsGrain.BucketOf(ReaderId));

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await SaveAffinity();
        if (_isAwake)
        {
            _isAwake = false;
            _cells.Remove(ReaderId);
            await Registry.Leave(ReaderId);
        }
    }

    public async Task<FeedPage> GetPage(FeedOrder order, FeedPosition? start, int limit)
    {
        await StayAwake();
        if (start is null)
        {
            await Pull(_pulled);
        }
        return await _pager.Read(
            order, start, limit, _authors, author => _affinity.State.Of(author, _time.GetUtcNow()),
            _time.GetUtcNow());
    }

    public async Task Push(FeedPush push)
    {
        if (!_isAwake || !_authors.Contains(push.AuthorId))
        {
            return;
        }
        if (push.AuthorIsPulled is false && _pulled.Contains(push.AuthorId))
        {
            // The last chance to take in what came while nothing was pushed.
            await Pull([push.AuthorId]);
            _pulled.Remove(push.AuthorId);
        }
        else if (push.AuthorIsPulled is true)
        {
            _pulled.Add(push.AuthorId);
        }
        Changed();
        if (_timeline.Insert(new TimelineEntry(push.PostId, push.AuthorId, 0, 0, 0)) && push.AuthorId != ReaderId
            && _time.GetUtcNow() < _watchedUntil)
        {
            await TellOf(push.PostId);
        }
    }

    public async Task Watch(long? since)
    {
        await StayAwake();
        await Pull(_pulled);
        var newest = NewestOfOthers();
        var now = _time.GetUtcNow();
        if (now >= _watchedUntil)
        {
            _told = since ?? newest;
        }
        _watchedUntil = now + WatchedFor;
        // What celebrities post is not pushed, and a push may get lost.
        if (newest > _told)
        {
            await TellOf(newest);
        }
    }

    public async Task Followed(long authorId)
    {
        if (!_isAwake || !_authors.Add(authorId))
        {
            return;
        }
        try
        {
            // First on which side the author is: a change of sides from here on comes with a push.
            _pulled.UnionWith(await _store.GetPulled([authorId], CancellationToken.None));
            foreach (var row in await _store.Newest(
                [authorId], long.MaxValue, _options.Capacity, CancellationToken.None))
            {
                _timeline.Insert(Entry(row));
            }
            Changed();
        }
        catch
        {
            Changed();
            // The follow is stored; a feed that could not take it in must not stay as if it had.
            _isAwake = false;
            throw;
        }
    }

    public Task Unfollowed(long authorId)
    {
        _authors.Remove(authorId);
        _pulled.Remove(authorId);
        _timeline.RemoveAuthor(authorId);
        Changed();
        return Task.CompletedTask;
    }

    public Task Doubt()
    {
        _isAwake = false;
        Changed();
        return Task.CompletedTask;
    }

    public Task Engaged(long authorId, Engagement engagement)
    {
        var points = engagement switch { Engagement.Comment => 3.0, Engagement.Like => 1.0, _ => 0.3 };
        _affinity.State.Add(authorId, points, _time.GetUtcNow());
        _affinity.Changed();
        return Task.CompletedTask;
    }

    private long NewestOfOthers()
    {
        for (var i = 0; i < _timeline.Count; i++)
        {
            if (_timeline[i].AuthorId != ReaderId)
            {
                return _timeline[i].PostId;
            }
        }
        return 0;
    }

    private Task TellOf(long postId)
    {
        _told = Math.Max(_told, postId);
        return GrainFactory.GetGrain<IInboxGrain>(ReaderId).FeedGrew(postId);
    }

    public async Task Forget()
    {
        await _affinity.Forget();
        DeactivateOnIdle();
    }

    private async Task StayAwake()
    {
        if (!_isAwake)
        {
            await Wake();
            _renewal ??= this.RegisterGrainTimer(_ => Renew(), new GrainTimerCreationOptions(RenewEvery, RenewEvery));
        }
        else if (_time.GetUtcNow() - _renewedAt >= RenewEvery)
        {
            await Renew();
        }
    }

    /// <summary>
    /// Registers before it reads: a post published after the registration is pushed, one before it is read, and one in
    /// between is both, which counts once.
    /// </summary>
    private async Task Wake()
    {
        var registration = await Registry.Renew(ReaderId);
        _renewedAt = _time.GetUtcNow();
        var (authors, pulled, newest) = await _wakes.Run(async () =>
        {
            HashSet<long> followed = [ReaderId, .. await _graph.LoadFollowing(ReaderId, CancellationToken.None)];
            followed.ExceptWith(await _shuns.LoadMuted(ReaderId, CancellationToken.None));
            return (
                followed,
                await _store.GetPulled(followed, CancellationToken.None),
                await _store.Newest(followed, long.MaxValue, _options.Capacity, CancellationToken.None));
        });
        _authors = authors;
        _pulled = [.. pulled];
        _timeline.Reset(newest.Select(Entry));
        _registration = registration;
        _isAwake = true;
        _taken.Clear();
        _cells.Of(ReaderId).Changed();
    }

    private void Changed() => _cells.Find(ReaderId)?.Changed();

    /// <summary>
    /// A registry that has forgotten this feed has lost pushes too: the feed catches up from the store.
    /// </summary>
    private async Task Renew()
    {
        await SaveAffinity();
        if (!_isAwake)
        {
            return;
        }
        if (await Registry.Renew(ReaderId) != _registration)
        {
            await Wake();
        }
        _renewedAt = _time.GetUtcNow();
    }

    /// <summary>
    /// Takes in what celebrities that the reader follows have posted since, and leaves word for fronts which of their
    /// posts are in.
    /// </summary>
    private async Task Pull(IEnumerable<long> celebrities)
    {
        var isNew = false;
        foreach (var (author, pulled) in await Task.WhenAll(celebrities.Select(
            async author => (author, await FindRecent(author)))))
        {
            if (ReferenceEquals(_taken.GetValueOrDefault(author)?.Posts, pulled.Posts))
            {
                continue;
            }
            _taken[author] = pulled;
            isNew = true;
            foreach (var post in pulled.Posts.PostIds)
            {
                _timeline.Insert(new TimelineEntry(post, author, 0, 0, 0));
            }
        }
        if (isNew && _cells.Find(ReaderId) is { } cell)
        {
            cell.Pulled = [.. _taken.Where(taken => _pulled.Contains(taken.Key)).Select(taken => taken.Value)];
            cell.Changed();
        }
    }

    private async Task<PulledPosts> FindRecent(long authorId)
    {
        var copy = _recents.Of(authorId);
        if (copy.Value is { } known)
        {
            return new PulledPosts(known, copy);
        }
        var token = copy.Token;
        var asked = new RecentPosts(
            await GrainFactory.GetGrain<IAuthorGrain>(authorId).GetPosts(long.MaxValue, PulledFromEach));
        _recents.Offer(copy, token, asked);
        return new PulledPosts(asked, copy);
    }

    /// <summary>Taste is not worth a feed.</summary>
    private async Task SaveAffinity()
    {
        if (await _affinity.Save() is { } failure)
        {
            LogAffinityNotSaved(_logger, ReaderId, failure);
        }
    }

    private static TimelineEntry Entry(TimelineRow row) =>
        new(row.PostId, row.AuthorId, row.Kind, row.Likes, row.Comments);

    [LoggerMessage(LogLevel.Warning, "The affinities of reader {ReaderId} were not saved.")]
    private static partial void LogAffinityNotSaved(ILogger logger, long readerId, Exception failure);
}
