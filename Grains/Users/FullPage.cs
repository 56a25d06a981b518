namespace Instagram.Grains.Users;

/// <summary>
/// Rows of a list with what is shown of each; what follows <paramref name="Last"/> continues it.
/// </summary>
internal sealed record FullPage<TRow, TShown>(IReadOnlyList<(TRow Row, TShown Shown)> Entries, long Last, bool HasMore)
    where TShown : class
{
    /// <summary>
    /// Reads on until the page is full or nothing is left: rows of which nothing may be shown leave no gap.
    /// </summary>
    public static async Task<FullPage<TRow, TShown>> Fill(
        long last, int limit, Func<long, int, Task<IReadOnlyList<TRow>>> read, Func<TRow, long> position,
        Func<TRow, Task<TShown?>> show)
    {
        var entries = new List<(TRow Row, TShown Shown)>(limit);
        while (true)
        {
            var wanted = limit + 1;
            var rows = await read(last, wanted);
            var shown = await Task.WhenAll(rows.Select(show));
            for (var i = 0; i < rows.Count; i++)
            {
                if (entries.Count == limit)
                {
                    return new FullPage<TRow, TShown>(entries, last, true);
                }
                last = position(rows[i]);
                if (shown[i] is { } visible)
                {
                    entries.Add((rows[i], visible));
                }
            }
            if (rows.Count < wanted)
            {
                return new FullPage<TRow, TShown>(entries, last, false);
            }
        }
    }
}
