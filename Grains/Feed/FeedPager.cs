using System.Collections.Immutable;
using Instagram.Grains.Policies;
using Instagram.Storage.Feed;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Feed;

/// <summary>
/// Pages through a timeline, ranked or by time. The ranked order is a snapshot, so that pages neither repeat nor skip
/// while posts arrive; past its end, and past the timeline's, reading goes on by time from the store.
/// </summary>
internal sealed class FeedPager(Timeline timeline, TimelineStore store, FeedOptions options)
{
    private readonly List<FeedSnapshot> _snapshots = [];
    private DateTimeOffset _countsAt = DateTimeOffset.MinValue;

    public async Task<FeedPage> Read(
        FeedOrder order, FeedPosition? start, int limit, HashSet<long> authors, Func<long, double> affinity,
        DateTimeOffset now)
    {
        var page = new List<long>(limit);
        var isRanked = start is null ? order == FeedOrder.Ranked : start.SnapshotId != 0;
        var position = start ?? new FeedPosition(0, 0, long.MaxValue);
        if (isRanked)
        {
            var snapshot = start is null
                ? await Refresh(authors, affinity, now)
                : Kept(position.SnapshotId) ?? Rank(position.SnapshotId, authors, affinity);
            position = FromSnapshot(snapshot, position, limit, authors, page);
            if (position.Offset < snapshot.Order.Length)
            {
                return new FeedPage([.. page], position, true);
            }
        }
        return await ByTime(position, limit, authors, page);
    }

    private static FeedPosition FromSnapshot(
        FeedSnapshot snapshot, FeedPosition start, int limit, HashSet<long> authors, List<long> page)
    {
        var offset = start.Offset;
        for (; offset < snapshot.Order.Length && page.Count < limit; offset++)
        {
            var (postId, authorId) = snapshot.Order[offset];
            if (authors.Contains(authorId))
            {
                page.Add(postId);
            }
        }
        return new FeedPosition(snapshot.Id, offset, Math.Min(start.BeforeId, snapshot.Floor));
    }

    private async Task<FeedPage> ByTime(FeedPosition start, int limit, HashSet<long> authors, List<long> page)
    {
        var before = start.BeforeId;
        for (var at = timeline.IndexBefore(before); at < timeline.Count && page.Count < limit; at++)
        {
            before = timeline[at].PostId;
            page.Add(before);
        }
        var hasMore = timeline.IndexBefore(before) < timeline.Count;
        if (!hasMore && timeline.HasOlder)
        {
            var wanted = limit - page.Count + 1;
            var older = await store.Newest(authors, before, wanted, CancellationToken.None);
            foreach (var row in older.Take(wanted - 1))
            {
                before = row.PostId;
                page.Add(before);
            }
            hasMore = older.Count == wanted;
        }
        return new FeedPage([.. page], start with { BeforeId = before }, hasMore);
    }

    private async Task<FeedSnapshot> Refresh(HashSet<long> authors, Func<long, double> affinity, DateTimeOffset now)
    {
        if (now - _countsAt >= TimeSpan.FromSeconds(options.CountsMaxAgeSeconds))
        {
            await ReadCounts();
            _countsAt = now;
        }
        var id = now.ToUnixTimeMilliseconds();
        return Rank(_snapshots.Count > 0 ? Math.Max(id, _snapshots[^1].Id + 1) : id, authors, affinity);
    }

    /// <summary>Ranks what was there at the snapshot's time, as of that time.</summary>
    private FeedSnapshot Rank(long snapshotId, HashSet<long> authors, Func<long, double> affinity)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(snapshotId);
        var first = timeline.IndexBefore(SnowflakeIds.FirstAt(at.AddMilliseconds(1)));
        var candidates = ImmutableArray.CreateBuilder<RankingCandidate>(options.RankedCandidates);
        var last = Math.Min(timeline.Count, first + options.RankedCandidates);
        for (var i = first; i < last; i++)
        {
            var entry = timeline[i];
            if (authors.Contains(entry.AuthorId))
            {
                candidates.Add(new RankingCandidate(
                    entry.PostId, entry.AuthorId, SnowflakeIds.TimeOf(entry.PostId), entry.Likes, entry.Comments,
                    affinity(entry.AuthorId), false));
            }
        }
        var order = Ranking.Order(candidates.ToArray(), at);
        var snapshot = new FeedSnapshot(
            snapshotId,
            [.. order.Select(i => (candidates[i].PostId, candidates[i].AuthorId))],
            last > first ? timeline[last - 1].PostId : long.MaxValue);
        _snapshots.Add(snapshot);
        if (_snapshots.Count > options.Snapshots)
        {
            _snapshots.RemoveAt(0);
        }
        return snapshot;
    }

    private FeedSnapshot? Kept(long snapshotId) => _snapshots.Find(snapshot => snapshot.Id == snapshotId);

    private async Task ReadCounts()
    {
        var ids = Enumerable.Range(0, Math.Min(timeline.Count, options.RankedCandidates))
            .Select(i => timeline[i].PostId).ToList();
        var counts = await store.GetCounts(ids, CancellationToken.None);
        foreach (var count in counts)
        {
            var at = timeline.IndexBefore(count.PostId + 1);
            if (at < timeline.Count && timeline[at].PostId == count.PostId)
            {
                timeline.SetCounts(at, count.Likes, count.Comments);
            }
        }
    }
}
