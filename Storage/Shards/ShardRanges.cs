using System.Globalization;

namespace Instagram.Storage.Shards;

/// <summary>Reads <c>Shards:Map</c>: which connection string serves which logical shard.</summary>
internal static class ShardRanges
{
    /// <summary>One connection string a shard. Fails unless every shard is named exactly once.</summary>
    public static string[] Parse(IEnumerable<KeyValuePair<string, string>> ranges)
    {
        var owners = new string?[ShardId.Count];
        foreach (var (range, connectionString) in ranges)
        {
            var (first, last) = Bounds(range);
            for (var shard = first; shard <= last; shard++)
            {
                if (owners[shard] is not null)
                {
                    throw new InvalidOperationException($"Shards:Map names shard {shard} more than once.");
                }
                owners[shard] = connectionString;
            }
        }
        var missing = Array.IndexOf(owners, null);
        return missing < 0
            ? [.. owners.OfType<string>()]
            : throw new InvalidOperationException(
                $"Shards:Map names no database for shard {missing}; it must cover 0-{ShardId.Count - 1}.");
    }

    private static (int First, int Last) Bounds(string range)
    {
        var parts = range.Split('-', 2, StringSplitOptions.TrimEntries);
        if (Number(parts[0]) is { } first && Number(parts[^1]) is { } last
            && first <= last && last < ShardId.Count)
        {
            return (first, last);
        }
        throw new InvalidOperationException(
            $"Shards:Map has '{range}' where a range such as 0-{ShardId.Count - 1} is expected.");
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
