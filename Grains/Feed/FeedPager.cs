using System.Buffers;
using System.Runtime.InteropServices;
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
    /// <summary>So many new posts are ranked into the page before; with more, all are ranked anew.</summary>
    private const int MaxFresh = 32;

    private readonly List<FeedSnapshot> _snapshots = [];

    /// <summary>What came in since the last first page; null when more has changed than that.</summary>
    private List<long>? _fresh;
    private FeedSnapshot? _last;
    private DateTimeOffset _rankedAt = DateTimeOffset.MinValue;

    public async Task<FeedPage> Read(
        FeedOrder order, FeedPosition? start, int limit, AffinityState affinity, DateTimeOffset now)
    {
        var page = new List<(long PostId, long AuthorId)>(limit);
        var isRanked = start is null ? order == FeedOrder.Ranked : start.SnapshotId != 0;
        var position = start ?? new FeedPosition(0, 0, long.MaxValue);
        if (isRanked)
        {
            var snapshot = start is null
                ? await Refresh(limit, affinity, now)
                : Continued(position.SnapshotId, affinity, now);
            position = FromSnapshot(snapshot, position, limit, page);
            if (position.Offset < snapshot.Length)
            {
                return Page(page, position, true);
            }
        }
        return await ByTime(position, limit, page);
    }

    /// <summary>Takes a post in; false when it is there already, or too old.</summary>
    public bool Insert(long postId, int author)
    {
        var isAppended = timeline.IsNewest(postId);
        if (!timeline.Insert(postId, author))
        {
            return false;
        }
        if (!isAppended)
        {
            var number = timeline.NumberOf(timeline.IndexOf(postId));
            foreach (var snapshot in _snapshots)
            {
                snapshot.MakeRoom(number);
            }
        }
        if (_fresh?.Count < MaxFresh)
        {
            _fresh.Add(postId);
        }
        else
        {
            _fresh = null;
        }
        return true;
    }

    /// <summary>A change of the timeline of any kind: orders that are kept find their posts again behind it.</summary>
    public void Reshape(Action change)
    {
        var kept = _snapshots.ConvertAll(snapshot =>
        {
            var posts = new long[snapshot.Held];
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
            _snapshots[i].Set(Array.ConvertAll(kept[i], timeline.IndexOf), _snapshots[i].Length, timeline);
        }
        _fresh = null;
    }

    private FeedPosition FromSnapshot(
        FeedSnapshot snapshot, FeedPosition start, int limit, List<(long PostId, long AuthorId)> page)
    {
        var offset = start.Offset;
        for (; offset < snapshot.Held && page.Count < limit; offset++)
        {
            var at = snapshot.IndexAt(offset, timeline);
            if (at >= 0)
            {
                page.Add(Row(at));
            }
        }
        return new FeedPosition(snapshot.Id, offset, Math.Min(start.BeforeId, snapshot.Floor));
    }

    private async Task<FeedPage> ByTime(FeedPosition start, int limit, List<(long PostId, long AuthorId)> page)
    {
        var before = start.BeforeId;
        for (var at = timeline.IndexBefore(before); at < timeline.Count && page.Count < limit; at++)
        {
            page.Add(Row(at));
            before = page[^1].PostId;
        }
        var hasMore = timeline.IndexBefore(before) < timeline.Count;
        if (!hasMore && timeline.HasOlder)
        {
            var wanted = limit - page.Count + 1;
            var older = await store.Newest(authors.All(), before, wanted, CancellationToken.None);
            foreach (var row in older.Take(wanted - 1))
            {
                before = row.PostId;
                page.Add((before, row.AuthorId));
            }
            hasMore = older.Count == wanted;
        }
        return Page(page, start with { BeforeId = before }, hasMore);
    }

    private (long PostId, long AuthorId) Row(int at) => (timeline[at].PostId, authors.AuthorOf(timeline[at].Author));

    private static FeedPage Page(List<(long PostId, long AuthorId)> rows, FeedPosition next, bool hasMore)
    {
        var (posts, by) = (new long[rows.Count], new long[rows.Count]);
        for (var i = 0; i < posts.Length; i++)
        {
            (posts[i], by[i]) = (rows[i].PostId, rows[i].AuthorId);
        }
        return new FeedPage(
            ImmutableCollectionsMarshal.AsImmutableArray(posts), ImmutableCollectionsMarshal.AsImmutableArray(by), next,
            hasMore);
    }

    /// <summary>
    /// A new order, of which the first page is held. When nothing but a few posts has come since the last one was
    /// ranked, they are ranked with its first page alone: what was behind that page is behind this one, too.
    /// </summary>
    private async Task<FeedSnapshot> Refresh(int limit, AffinityState affinity, DateTimeOffset now)
    {
        if (now - _rankedAt >= TimeSpan.FromSeconds(options.CountsMaxAgeSeconds))
        {
            await ReadCounts();
            (_rankedAt, _fresh) = (now, null);
        }
        var id = now.ToUnixTimeMilliseconds();
        id = _snapshots.Count > 0 ? Math.Max(id, _snapshots[^1].Id + 1) : id;
        _last = Grown(id, limit, affinity, now) ?? Ranked(id, limit, affinity, now);
        // What is dated later than the order has no part in it, and is not forgotten.
        _fresh = Candidates(id).First > 0 ? null : _fresh ?? [];
        _fresh?.Clear();
        return Keep(_last);
    }

    /// <summary>Null when that would not do.</summary>
    private FeedSnapshot? Grown(long id, int limit, AffinityState affinity, DateTimeOffset now)
    {
        var (first, length) = Candidates(id);
        if (_last is not { } last || _fresh is not { } fresh || first > 0 || !_snapshots.Contains(last)
            || (last.Held < limit && last.Held < last.Length))
        {
            return null;
        }
        var rented = ArrayPool<int>.Shared.Rent(last.Held + fresh.Count);
        var count = 0;
        for (var place = 0; place < last.Held; place++)
        {
            // What is behind the end of the order comes when reading goes on by time.
            if (last.IndexAt(place, timeline) is >= 0 and var at && at < length)
            {
                rented[count++] = at;
            }
        }
        foreach (var post in fresh)
        {
            if (timeline.IndexOf(post) is >= 0 and var at && at < length && !rented.AsSpan(0, count).Contains(at))
            {
                rented[count++] = at;
            }
        }
        var shown = Math.Min(limit, length);
        FeedSnapshot? grown = null;
        if (count >= shown && Order(rented.AsSpan(0, count), 0, affinity, id, now) >= shown)
        {
            grown = new FeedSnapshot(id, Floor(length));
            grown.Set(rented.AsSpan(0, shown), length, timeline);
        }
        ArrayPool<int>.Shared.Return(rented);
        return grown;
    }

    /// <summary>What was there at the snapshot's time, as of that time, as far as it is to be held.</summary>
    private FeedSnapshot Ranked(long id, int held, AffinityState affinity, DateTimeOffset now)
    {
        var (first, end) = Candidates(id);
        var length = end - first;
        var rented = ArrayPool<int>.Shared.Rent(length);
        var order = rented.AsSpan(0, length);
        for (var i = 0; i < length; i++)
        {
            order[i] = first + i;
        }
        Order(order, 0, affinity, id, now);
        var snapshot = new FeedSnapshot(id, Floor(end));
        snapshot.Set(order[..Math.Min(held, length)], length, timeline);
        ArrayPool<int>.Shared.Return(rented);
        return snapshot;
    }

    /// <summary>An order that somebody goes on in, all of it.</summary>
    private FeedSnapshot Continued(long id, AffinityState affinity, DateTimeOffset now)
    {
        if (_snapshots.Find(snapshot => snapshot.Id == id) is not { } kept)
        {
            return Keep(Ranked(id, int.MaxValue, affinity, now));
        }
        if (kept.Held < kept.Length)
        {
            Complete(kept, affinity, now);
        }
        return kept;
    }

    /// <summary>Behind what was shown comes what was not.</summary>
    private void Complete(FeedSnapshot snapshot, AffinityState affinity, DateTimeOffset now)
    {
        // Down to where reading goes on by time, whatever came in between.
        var (first, end) = (Candidates(snapshot.Id).First, timeline.IndexBefore(snapshot.Floor));
        var rented = ArrayPool<int>.Shared.Rent(snapshot.Held + timeline.Count);
        var isShown = ArrayPool<bool>.Shared.Rent(timeline.Count);
        Array.Clear(isShown);
        var (gone, shown) = (0, 0);
        for (var place = 0; place < snapshot.Held; place++)
        {
            if (snapshot.IndexAt(place, timeline) is >= 0 and var at)
            {
                isShown[at] = true;
                rented[shown++] = at;
            }
            else
            {
                gone++;
            }
        }
        var count = shown;
        for (var at = first; at < end; at++)
        {
            if (!isShown[at])
            {
                rented[count++] = at;
            }
        }
        Order(rented.AsSpan(0, count), shown, affinity, snapshot.Id, now);
        // What was shown and has left since is counted in the reader's place.
        var whole = new int[gone + count];
        whole.AsSpan(0, gone).Fill(-1);
        rented.AsSpan(0, count).CopyTo(whole.AsSpan(gone));
        snapshot.Set(whole, whole.Length, timeline);
        ArrayPool<int>.Shared.Return(rented);
        ArrayPool<bool>.Shared.Return(isShown);
    }

    /// <summary>
    /// Brings indexes of the timeline into the order of a snapshot, behind the first <paramref name="settled"/>.
    /// Answers how many of its places keep to the spread of authors.
    /// </summary>
    private int Order(Span<int> indexes, int settled, AffinityState affinity, long snapshotId, DateTimeOffset now)
    {
        var count = indexes.Length;
        var candidates = ArrayPool<RankingCandidate>.Shared.Rent(count);
        var ints = ArrayPool<int>.Shared.Rent(2 * count);
        var slots = ints.AsSpan(0, count);
        var order = ints.AsSpan(count, count);
        var affinities = ArrayPool<double>.Shared.Rent(authors.Slots);
        affinities.AsSpan(0, authors.Slots).Fill(double.NaN);
        for (var i = 0; i < count; i++)
        {
            var (postId, slot) = timeline[indexes[i]];
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
        var spread = Ranking.Order(
            candidates.AsSpan(0, count), slots, DateTimeOffset.FromUnixTimeMilliseconds(snapshotId), order, settled);
        // The slots are done with.
        indexes.CopyTo(slots);
        for (var place = 0; place < count; place++)
        {
            indexes[place] = slots[order[place]];
        }
        ArrayPool<RankingCandidate>.Shared.Return(candidates);
        ArrayPool<int>.Shared.Return(ints);
        ArrayPool<double>.Shared.Return(affinities);
        return spread;
    }

    private FeedSnapshot Keep(FeedSnapshot snapshot)
    {
        _snapshots.Add(snapshot);
        if (_snapshots.Count > options.Snapshots)
        {
            _snapshots.RemoveAt(0);
        }
        return snapshot;
    }

    /// <summary>The indexes of what a snapshot ranks: what was there at its time.</summary>
    private (int First, int End) Candidates(long snapshotId)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(snapshotId + 1);
        var first = timeline.IndexBefore(SnowflakeIds.FirstAt(at));
        return (first, Math.Max(first, Math.Min(timeline.Count, first + options.RankedCandidates)));
    }

    /// <summary>Above what is behind the end of an order.</summary>
    private long Floor(int end) => end > 0 ? timeline[end - 1].PostId : long.MaxValue;

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
