using System.Collections.Immutable;
using Instagram.Grains.Policies;
using Instagram.Storage.Explore;
using Instagram.Storage.Graph;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Instagram.Grains.Explore;

/// <summary>
/// The parts: this file is the orders and what the reader was shown, <see cref="Engagements"/> what the reader has
/// done, <see cref="ExploreOrder"/> one order, <see cref="ExploreSources"/> where candidates come from.
/// </summary>
public sealed partial class ExploreGrain : Grain, IExploreGrain
{
    private static readonly TimeSpan SaveAfter = TimeSpan.FromSeconds(1);

    private readonly ExploreSources _sources;
    private readonly ExploreStore _store;
    private readonly GraphStore _graph;
    private readonly OpenTastes _open;
    private readonly TimeProvider _time;
    private readonly ExploreOptions _options;
    private readonly WriteBehind<ListedState> _listed;
    private readonly ILogger<ExploreGrain> _logger;
    private readonly Engagements _engagements;
    private readonly List<ExploreOrder> _orders = [];
    private HashSet<long> _listedIds = [];
    private IGrainTimer? _saving;

    public ExploreGrain(
        ExploreSources sources, ExploreStore store, EngagementStore engagements, GraphStore graph, SnowflakeIds ids,
        OpenTastes open, TimeProvider time, IOptions<ExploreOptions> options,
        [PersistentState("listed", GrainStorageNames.Default)] IPersistentState<ListedState> listed,
        ILogger<ExploreGrain> logger)
    {
        _sources = sources;
        _store = store;
        _graph = graph;
        _open = open;
        _time = time;
        _options = options.Value;
        _listed = new WriteBehind<ListedState>(listed);
        _logger = logger;
        _engagements = new Engagements(engagements, ids);
    }

    private long ReaderId => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _open.Open(ReaderId);
        await _engagements.Load(ReaderId, cancellationToken);
        _listedIds = [.. _listed.State.PostIds];
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _open.Close(ReaderId);
        await SaveEngagements();
        await SaveListed();
    }

    public async Task<ExploreChunk> GetCandidates(ExplorePosition? position, bool seen, int skip, int limit)
    {
        var order = position is null
            ? null
            : _orders.Find(known => known.Id == position.SnapshotId && known.Knows(position.Page));
        var page = order is null ? 0 : position!.Page;
        order ??= await NewOrder(seen);
        while (true)
        {
            // What was seen since the order was made is left out of its later pages.
            var left = order.Left(page, id => order.IsSeen || !_engagements.Contains(id), skip, limit);
            if (left.Count == limit || order.IsWhole)
            {
                return new ExploreChunk(new ExplorePosition(order.Id, page), [.. left], order.IsSeen);
            }
            await TakeInOlder(order);
        }
    }

    public Task<ExplorePosition> Serve(ExplorePosition at, ImmutableArray<long> shown, ImmutableArray<long> hidden)
    {
        foreach (var postId in shown)
        {
            if (_listedIds.Add(postId))
            {
                _listed.State.PostIds.Add(postId);
                _listed.Changed();
            }
        }
        if (_listed.State.PostIds.Count - _options.Listed is > 0 and var over)
        {
            _listedIds.ExceptWith(_listed.State.PostIds.Take(over));
            _listed.State.PostIds.RemoveRange(0, over);
        }
        return Task.FromResult(_orders.Find(known => known.Id == at.SnapshotId && known.Knows(at.Page)) is { } order
            ? at with { Page = order.Serve(at.Page, [.. shown, .. hidden]) }
            : at with { Page = int.MaxValue });
    }

    public Task Engaged(long postId, ExploreAct act)
    {
        if (_engagements.Record(postId, act, ReaderId))
        {
            _saving ??= this.RegisterGrainTimer(
                _ => SaveEngagements(), new GrainTimerCreationOptions(SaveAfter, SaveAfter));
        }
        return Task.CompletedTask;
    }

    public async Task Forget()
    {
        await _engagements.Forget(ReaderId);
        await _listed.Forget();
        DeactivateOnIdle();
    }

    private async Task<ExploreOrder> NewOrder(bool seen)
    {
        var id = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var order = new ExploreOrder(
            _orders.Count > 0 ? Math.Max(id, _orders[^1].Id + 1) : id, seen, _options.MaxCandidates);
        var candidates = seen
            ? (await _store.FindOpen(_engagements.PostIds, CancellationToken.None)).Select(Candidate)
            : (await _sources.Newest())
                .Concat(await _sources.ForTaste(ReaderId, _engagements.NewestFirst()))
                .Where(post => !_engagements.Contains(post.PostId));
        order.Add(Ranked(candidates).Take(_options.RankedCandidates));
        _orders.Add(order);
        if (_orders.Count > _options.Snapshots)
        {
            _orders.RemoveAt(0);
        }
        return order;
    }

    private async Task TakeInOlder(ExploreOrder order)
    {
        long[] except = [ReaderId, .. await _graph.LoadFollowing(ReaderId, CancellationToken.None)];
        var older = await _store.Newest(order.Floor, except, _options.OlderAtOnce, CancellationToken.None);
        order.Add(Ranked(older.Select(Candidate).Where(post => !order.Contains(post.PostId))));
        order.ReachedDownTo(older.Count > 0 ? older[^1].PostId : 0, older.Count < _options.OlderAtOnce);
    }

    /// <summary>
    /// By the feed's rule without affinity; what explore has listed before comes after what it has not.
    /// </summary>
    private IEnumerable<ExploreCandidate> Ranked(IEnumerable<PoolPost> posts)
    {
        var now = _time.GetUtcNow();
        return posts.Where(post => post.AuthorId != ReaderId).DistinctBy(post => post.PostId)
            .Select(post => (Post: post, Score: Ranking.Score(
                new RankingCandidate(
                    post.PostId, post.AuthorId, SnowflakeIds.TimeOf(post.PostId), post.Likes, post.Comments, 0, false),
                now)))
            .OrderBy(ranked => _listedIds.Contains(ranked.Post.PostId))
            .ThenByDescending(ranked => ranked.Score).ThenByDescending(ranked => ranked.Post.PostId)
            .Select(ranked => new ExploreCandidate(ranked.Post.PostId, ranked.Post.AuthorId));
    }

    private static PoolPost Candidate(CandidateRow row) => new(row.PostId, row.AuthorId, row.Likes, row.Comments);

    /// <summary>Taste is not worth an answer: what could not be written is tried again a second later.</summary>
    private async Task SaveEngagements()
    {
        try
        {
            await _engagements.Save(ReaderId);
            _saving?.Dispose();
            _saving = null;
        }
        catch (Exception failure)
        {
            LogNotSaved(_logger, ReaderId, failure);
        }
    }

    private async Task SaveListed()
    {
        if (await _listed.Save() is { } failure)
        {
            LogNotSaved(_logger, ReaderId, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What reader {ReaderId} has seen was not saved.")]
    private static partial void LogNotSaved(ILogger logger, long readerId, Exception failure);
}
