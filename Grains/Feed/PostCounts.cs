using Instagram.Grains.Posts;
using Instagram.Storage.Feed;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Feed;

/// <summary>
/// Likes and comments of posts, as far as this silo knows them, for feeds to rank by. A post's grain tells them with
/// each change; those of posts of whom nothing was heard are read from the store. Bounded: of four posts that share a
/// place the one heard of longest ago goes. Read and written by any thread.
/// </summary>
public sealed class PostCounts(TimelineStore store, IOptions<FeedOptions> options, TimeProvider time)
{
    private const int Ways = 4;
    private const int SegmentSize = 4096;

    /// <summary>In the place of a post while its counts are written.</summary>
    private const long Written = -1;

    private readonly Place[]?[] _segments = new Place[]?[SegmentsFor(options.Value.CountedPosts)];
    private readonly long _freshTicks = (long)(options.Value.CountsMaxAgeSeconds * time.TimestampFrequency);

    public (int Likes, int Comments)? Find(long postId)
    {
        foreach (ref var place in Set(postId))
        {
            if (Volatile.Read(ref place.PostId) == postId)
            {
                var counts = Volatile.Read(ref place.Counts);
                if (Volatile.Read(ref place.PostId) == postId)
                {
                    return PackedCounts.Unpack(counts);
                }
            }
        }
        return null;
    }

    /// <summary>Whether the store need not be asked. In one silo every change is told here.</summary>
    public bool IsFresh(long postId)
    {
        foreach (ref var place in Set(postId))
        {
            if (Volatile.Read(ref place.PostId) == postId)
            {
                return options.Value.OneSilo
                    || time.GetTimestamp() - Volatile.Read(ref place.At) < _freshTicks;
            }
        }
        return false;
    }

    public long Now => time.GetTimestamp();

    /// <summary>What the post's grain knows now.</summary>
    public void Tell(long postId, int likes, int comments) =>
        Write(postId, likes, comments, time.GetTimestamp(), isTold: true);

    /// <summary>Reads counts from the store, where nothing newer was told meanwhile.</summary>
    public async Task Read(IReadOnlyCollection<long> postIds, CancellationToken ct)
    {
        var since = Now;
        Note(await store.GetCounts(postIds, ct), since);
    }

    /// <summary>What was read from the store <paramref name="since"/>, by <see cref="Now"/>.</summary>
    public void Note(IEnumerable<PostCountsRow> rows, long since)
    {
        foreach (var row in rows)
        {
            Write(row.PostId, row.Likes, row.Comments, since, isTold: false);
        }
    }

    private void Write(long postId, int likes, int comments, long at, bool isTold)
    {
        for (var spin = default(SpinWait); ; spin.SpinOnce())
        {
            ref var place = ref Choose(postId);
            var held = Volatile.Read(ref place.PostId);
            if (!isTold && held == postId && Volatile.Read(ref place.At) >= at)
            {
                // What is there is newer.
                return;
            }
            if (held != Written && Interlocked.CompareExchange(ref place.PostId, Written, held) == held)
            {
                Volatile.Write(ref place.Counts, PackedCounts.Pack(likes, comments));
                Volatile.Write(ref place.At, at);
                Volatile.Write(ref place.PostId, postId);
                return;
            }
        }
    }

    private ref Place Choose(long postId)
    {
        var set = Set(postId);
        var chosen = 0;
        for (var i = 0; i < set.Length; i++)
        {
            var held = Volatile.Read(ref set[i].PostId);
            if (held == postId)
            {
                return ref set[i];
            }
            if (held != Written && set[i].At < set[chosen].At)
            {
                chosen = i;
            }
        }
        return ref set[chosen];
    }

    private Span<Place> Set(long postId)
    {
        var hash = (ulong)postId * 0x9E3779B97F4A7C15;
        ref var segment = ref _segments[(int)((hash >> 32) % (ulong)_segments.Length)];
        if (segment is null)
        {
            Interlocked.CompareExchange(ref segment, new Place[SegmentSize], null);
        }
        return segment.AsSpan((int)(hash >> 16) & (SegmentSize - Ways), Ways);
    }

    private static int SegmentsFor(int posts) => Math.Max(1, posts / SegmentSize);

    private struct Place
    {
        public long PostId;

        /// <summary>Likes above, comments below.</summary>
        public long Counts;
        public long At;
    }
}
