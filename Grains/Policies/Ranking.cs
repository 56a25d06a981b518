using System.Buffers;
using System.Runtime.InteropServices;

namespace Instagram.Grains.Policies;

/// <summary>
/// The order of the ranked feed.
/// score = 100·e^(−0.1·age in hours) + 10·ln(1 + likes) + 15·ln(1 + comments) + 50·affinity, ×1.2 for a preferred kind,
/// then spread so that no author has more than 2 posts in a row or 4 of a page of 20, while others are left.
/// </summary>
public static class Ranking
{
    public const int MaxInARow = 2;
    public const int MaxPerPage = 4;
    public const int PageSize = 20;

    /// <summary>Logarithms of what most posts have; those of more are computed.</summary>
    private static readonly double[] Logs = [.. Enumerable.Range(0, 1_024).Select(count => Math.Log(1 + count))];

    public static double Score(in RankingCandidate candidate, DateTimeOffset now)
    {
        var ageHours = Math.Max(0, (now - candidate.CreatedAt).TotalHours);
        var score = (100 * Math.Exp(-0.1 * ageHours))
            + (10 * Log(candidate.Likes))
            + (15 * Log(candidate.Comments))
            + (50 * candidate.Affinity);
        return candidate.IsPreferredKind ? 1.2 * score : score;
    }

    /// <summary>
    /// The candidates' positions, best first. Of two with the same score the newer comes first, so that the same
    /// candidates are always in the same order.
    /// </summary>
    public static int[] Order(ReadOnlySpan<RankingCandidate> candidates, DateTimeOffset now)
    {
        var numbers = new Dictionary<long, int>();
        var authors = new int[candidates.Length];
        for (var i = 0; i < authors.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
                numbers, candidates[i].AuthorId, out var isKnown);
            number = isKnown ? number : numbers.Count - 1;
            authors[i] = number;
        }
        var order = new int[candidates.Length];
        Order(candidates, authors, now, order);
        return order;
    }

    /// <summary>
    /// The same, where the caller has a small number for each author and a place for the answer. The first
    /// <paramref name="settled"/> candidates keep their places, and the others come behind them. Answers how many
    /// places keep to the spread: from there on, nothing that was left did.
    /// </summary>
    public static int Order(
        ReadOnlySpan<RankingCandidate> candidates, ReadOnlySpan<int> authors, DateTimeOffset now, Span<int> order,
        int settled = 0)
    {
        var count = candidates.Length - settled;
        var rented = ArrayPool<long>.Shared.Rent(count);
        var ranked = ArrayPool<int>.Shared.Rent(count);
        var scores = rented.AsSpan(0, count);
        var ids = ranked.AsSpan(0, count);
        for (var i = 0; i < count; i++)
        {
            scores[i] = Descending(Score(candidates[settled + i], now));
            ids[i] = settled + i;
        }
        scores.Sort(ids);
        SortTies(candidates, scores, ids);
        for (var i = 0; i < settled; i++)
        {
            order[i] = i;
        }
        var spread = Spread(ids, authors, order, settled);
        ArrayPool<long>.Shared.Return(rented);
        ArrayPool<int>.Shared.Return(ranked);
        return spread;
    }

    private static double Log(int count) => (uint)count < (uint)Logs.Length ? Logs[count] : Math.Log(1 + count);

    /// <summary>A number that is the smaller the higher the score is: numbers are sorted faster.</summary>
    private static long Descending(double score)
    {
        var bits = BitConverter.DoubleToInt64Bits(score);
        return ~(bits ^ ((bits >> 63) & long.MaxValue));
    }

    private static void SortTies(
        ReadOnlySpan<RankingCandidate> candidates, ReadOnlySpan<long> scores, Span<int> ranked)
    {
        for (var start = 0; start < ranked.Length;)
        {
            var end = start + 1;
            while (end < ranked.Length && scores[end] == scores[start])
            {
                end++;
            }
            if (end - start > 1)
            {
                var tied = ranked[start..end].ToArray();
                var ids = new long[tied.Length];
                for (var i = 0; i < tied.Length; i++)
                {
                    ids[i] = ~candidates[tied[i]].PostId;
                }
                Array.Sort(ids, tied);
                tied.CopyTo(ranked[start..end]);
            }
            start = end;
        }
    }

    /// <summary>
    /// Takes the best that fits behind what is placed, again and again; when none fits, the best that is left. Answers
    /// how many are placed until that happens.
    /// </summary>
    private static int Spread(
        ReadOnlySpan<int> ranked, ReadOnlySpan<int> authors, Span<int> spread, int settled)
    {
        var count = ranked.Length;
        var highest = 0;
        foreach (var author in authors)
        {
            highest = Math.Max(highest, author);
        }
        // A list in an array: what comes behind the place before the first, and behind each place.
        var rentedNext = ArrayPool<int>.Shared.Rent(count + 1);
        var rentedOnPage = ArrayPool<byte>.Shared.Rent(highest + 1);
        var next = rentedNext.AsSpan(0, count + 1);
        var onPage = rentedOnPage.AsSpan(0, highest + 1);
        for (var place = 0; place <= count; place++)
        {
            next[place] = place;
        }
        onPage.Clear();
        for (var placed = settled / PageSize * PageSize; placed < settled; placed++)
        {
            CountOnPage(onPage, authors[spread[placed]]);
        }
        var inARow = settled > 1 && authors[spread[settled - 1]] == authors[spread[settled - 2]]
            ? authors[spread[settled - 1]]
            : -1;
        var asSpread = settled + count;
        for (var placed = settled; placed < settled + count; placed++)
        {
            if (placed % PageSize == 0)
            {
                for (var shown = Math.Max(0, placed - PageSize); shown < placed; shown++)
                {
                    onPage[authors[spread[shown]]] = 0;
                }
            }
            var before = 0;
            var at = next[0];
            while (at < count && (authors[ranked[at]] == inARow || onPage[authors[ranked[at]]] == MaxPerPage))
            {
                before = at + 1;
                at = next[before];
            }
            if (at == count)
            {
                (before, at) = (0, next[0]);
                asSpread = Math.Min(asSpread, placed);
            }
            next[before] = next[at + 1];
            spread[placed] = ranked[at];
            var author = authors[ranked[at]];
            CountOnPage(onPage, author);
            inARow = placed > 0 && authors[spread[placed - 1]] == author ? author : -1;
        }
        ArrayPool<int>.Shared.Return(rentedNext);
        ArrayPool<byte>.Shared.Return(rentedOnPage);
        return asSpread;
    }

    private static void CountOnPage(Span<byte> onPage, int author) =>
        onPage[author] = (byte)Math.Min(MaxPerPage, onPage[author] + 1);
}
