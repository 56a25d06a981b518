using System.Buffers;
using Instagram.Grains.Policies;
using Instagram.Storage.Feed;
using Instagram.Storage.Shards;

namespace Instagram.Grains.Feed;

/// <summary>
/// Pages through a timeline, ranked or by time. The ranked order is a snapshot, so that pages neither repeat nor skip
/// while posts arrive; past its end, and past the timeline's, reading goes on by time from the store.
/// </summary>
internal sealed class FeedPager(
    Timeline timeline, FeedFence authors, TimelineStore store, PostCounts counts, FeedOptions options)
{
    private readonly List<FeedSnapshot> _snapshots = [];
    private DateTimeOffset _countsAt = DateTimeOffset.MinValue;

    public async Task<FeedPage> Read(
        FeedOrder order, FeedPosition? start, int limit, AffinityState affinity, DateTimeOffset now)
    {
        var page = new List<long>(limit);
        var isRanked = start is null ? order == FeedOrder.Ranked : start.SnapshotId != 0;
        var position = start ?? new FeedPosition(0, 0, long.MaxValue);
        if (isRanked)
        {
            var snapshot = start is null
                ? await Refresh(affinity, now)
                : Kept(position.SnapshotId) ?? Rank(position.SnapshotId, affinity, now);
            position = FromSnapshot(snapshot, position, limit, page);
            if (position.Offset < snapshot.Length)
            {
                return new FeedPage([.. page], position, true);
            }
        }
        return await ByTime(position, limit, page);
    }

    /// <summary>
    /// A change of the timeline other than at its ends: orders that are kept find their posts again behind it.
    /// </summary>
    public void Reshape(Action change)
    {
        var kept = _snapshots.ConvertAll(snapshot =>
        {
            var posts = new long[snapshot.Length];
            for (var place = 0; place < posts.Length; place++)
            {
                var at = snapshot.IndexAt(place, timeline);
                posts[place] = at < 0 ? -1 : timeline[at].PostId;
            }
            return posts;
        });
        change();
        for (var i = 0; i < kept.Count; i++)
        {
            _snapshots[i].Set(Array.ConvertAll(kept[i], timeline.IndexOf), timeline);
        }
    }

    private FeedPosition FromSnapshot(FeedSnapshot snapshot, FeedPosition start, int limit, List<long> page)
    {
        var offset = start.Offset;
        for (; offset < snapshot.Length && page.Count < limit; offset++)
        {
            var at = snapshot.IndexAt(offset, timeline);
            if (at >= 0)
            {
                page.Add(timeline[at].PostId);
            }
        }
        return new FeedPosition(snapshot.Id, offset, Math.Min(start.BeforeId, snapshot.Floor));
    }

    private async Task<FeedPage> ByTime(FeedPosition start, int limit, List<long> page)
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
            var older = await store.Newest(authors.All(), before, wanted, CancellationToken.None);
            foreach (var row in older.Take(wanted - 1))
            {
                before = row.PostId;
                page.Add(before);
            }
            hasMore = older.Count == wanted;
        }
        return new FeedPage([.. page], start with { BeforeId = before }, hasMore);
    }

    private async Task<FeedSnapshot> Refresh(AffinityState affinity, DateTimeOffset now)
    {
        if (now - _countsAt >= TimeSpan.FromSeconds(options.CountsMaxAgeSeconds))
        {
            await ReadCounts();
            _countsAt = now;
        }
        var id = now.ToUnixTimeMilliseconds();
        return Rank(_snapshots.Count > 0 ? Math.Max(id, _snapshots[^1].Id + 1) : id, affinity, now);
    }

    /// <summary>Ranks what was there at the snapshot's time, as of that time.</summary>
    private FeedSnapshot Rank(long snapshotId, AffinityState affinity, DateTimeOffset now)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(snapshotId);
        var first = timeline.IndexBefore(SnowflakeIds.FirstAt(at.AddMilliseconds(1)));
        var last = Math.Min(timeline.Count, first + options.RankedCandidates);
        var count = Math.Max(0, last - first);
        var snapshot = new FeedSnapshot(snapshotId, count > 0 ? timeline[last - 1].PostId : long.MaxValue);
        var candidates = ArrayPool<RankingCandidate>.Shared.Rent(count);
        var slots = ArrayPool<int>.Shared.Rent(count);
        var order = ArrayPool<int>.Shared.Rent(count);
        var affinities = ArrayPool<double>.Shared.Rent(authors.Slots);
        affinities.AsSpan(0, authors.Slots).Fill(double.NaN);
        for (var i = 0; i < count; i++)
        {
            var (postId, slot) = timeline[first + i];
            ref var toAuthor = ref affinities[slot];
            if (double.IsNaN(toAuthor))
            {
                toAuthor = affinity.Of(authors.AuthorOf(slot), now);
            }
            var (likes, comments) = counts.Find(postId) ?? default;
            slots[i] = slot;
            candidates[i] = new RankingCandidate(
                postId, slot, SnowflakeIds.TimeOf(postId), likes, comments, toAuthor, false);
        }
        Ranking.Order(candidates.AsSpan(0, count), slots.AsSpan(0, count), at, order.AsSpan(0, count));
        for (var place = 0; place < count; place++)
        {
            order[place] += first;
        }
        snapshot.Set(order.AsSpan(0, count), timeline);
        ArrayPool<RankingCandidate>.Shared.Return(candidates);
        ArrayPool<int>.Shared.Return(slots);
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<double>.Shared.Return(affinities);
        _snapshots.Add(snapshot);
        if (_snapshots.Count > options.Snapshots)
        {
            _snapshots.RemoveAt(0);
        }
        return snapshot;
    }

    private FeedSnapshot? Kept(long snapshotId) => _snapshots.Find(snapshot => snapshot.Id == snapshotId);

    private Task ReadCounts()
    {
        List<long>? unknown = null;
        for (var at = 0; at < Math.Min(timeline.Count, options.RankedCandidates); at++)
        {
            if (!counts.IsFresh(timeline[at].PostId))
            {
                (unknown ??= []).Add(timeline[at].PostId);
            }
        }
        return unknown is null ? Task.CompletedTask : counts.Read(unknown, CancellationToken.None);
    }
}
