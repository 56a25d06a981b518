namespace Instagram.Grains.Policies;

/// <summary>How far a word may be from a name to be a slip of the fingers.</summary>
public static class Typos
{
    private const int LongWord = 8;
    private const double LeastAlike = 0.3;

    /// <summary>A letter left out, added, replaced or swapped with its neighbour; two in a long word.</summary>
    public static int Allowed(string text) => text.Length >= LongWord ? 2 : 1;

    /// <summary>
    /// The least share of a text's trigrams, of which there is one more than letters, that such slips leave: a swap
    /// spoils four.
    /// </summary>
    public static double LeastSimilarity(string text) =>
        Math.Max(LeastAlike, (text.Length + 1 - (4.0 * Allowed(text))) / (text.Length + 1));

    /// <summary>
    /// Slips between the text and the start of a name, or of one of its later words; int.MaxValue when there are more
    /// than allowed.
    /// </summary>
    public static int Between(string text, string names)
    {
        var fewest = int.MaxValue;
        for (var start = 0; start < names.Length; start++)
        {
            if (start == 0 || names[start - 1] is ' ' or '_' or '.')
            {
                fewest = Math.Min(fewest, ToStartOf(names.AsSpan(start), text));
            }
        }
        return fewest <= Allowed(text) ? fewest : int.MaxValue;
    }

    /// <summary>Three rows of the table of distances between all starts of both.</summary>
    private static int ToStartOf(ReadOnlySpan<char> name, string text)
    {
        var length = Math.Min(name.Length, text.Length + Allowed(text));
        var (before, last, row) = (new int[length + 1], new int[length + 1], new int[length + 1]);
        for (var j = 0; j <= length; j++)
        {
            last[j] = j;
        }
        for (var i = 1; i <= text.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= length; j++)
            {
                var same = text[i - 1] == name[j - 1];
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && text[i - 1] == name[j - 2] && text[i - 2] == name[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
            (before, last, row) = (last, row, before);
        }
        return last.Min();
    }
}
