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

    public static double Score(in RankingCandidate candidate, DateTimeOffset now)
    {
        var ageHours = Math.Max(0, (now - candidate.CreatedAt).TotalHours);
        var score = (100 * Math.Exp(-0.1 * ageHours))
            + (10 * Math.Log(1 + candidate.Likes))
            + (15 * Math.Log(1 + candidate.Comments))
            + (50 * candidate.Affinity);
        return candidate.IsPreferredKind ? 1.2 * score : score;
    }

    /// <summary>
    /// The candidates' positions, best first. Of two with the same score the newer comes first, so that the same
    /// candidates are always in the same order.
    /// </summary>
    public static int[] Order(ReadOnlySpan<RankingCandidate> candidates, DateTimeOffset now)
    {
        var scores = new double[candidates.Length];
        var order = new int[candidates.Length];
        var authors = new long[candidates.Length];
        for (var i = 0; i < candidates.Length; i++)
        {
            scores[i] = Score(candidates[i], now);
            order[i] = i;
            authors[i] = candidates[i].AuthorId;
        }
        var ids = new long[candidates.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = candidates[i].PostId;
        }
        Array.Sort(order, (a, b) =>
        {
            var byScore = scores[b].CompareTo(scores[a]);
            return byScore != 0 ? byScore : ids[b].CompareTo(ids[a]);
        });
        return Spread(order, authors);
    }

    /// <summary>Takes the best that fits, again and again; when none fits, the best that is left.</summary>
    private static int[] Spread(int[] ranked, long[] authors)
    {
        var left = new LinkedList<int>(ranked);
        var spread = new int[ranked.Length];
        var onPage = new Dictionary<long, int>();
        for (var placed = 0; placed < spread.Length; placed++)
        {
            if (placed % PageSize == 0)
            {
                onPage.Clear();
            }
            var node = left.First!;
            while (node is not null && !Fits(authors[node.Value]))
            {
                node = node.Next;
            }
            node ??= left.First!;
            left.Remove(node);
            spread[placed] = node.Value;
            var author = authors[node.Value];
            onPage[author] = onPage.GetValueOrDefault(author) + 1;

            bool Fits(long candidate) =>
                onPage.GetValueOrDefault(candidate) < MaxPerPage
                && !(placed >= MaxInARow
                    && authors[spread[placed - 1]] == candidate
                    && authors[spread[placed - 2]] == candidate);
        }
        return spread;
    }
}
