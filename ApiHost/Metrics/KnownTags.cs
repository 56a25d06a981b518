namespace Instagram.ApiHost.Metrics;

/// <summary>Tags that were seen before, and the series that they belong to.</summary>
internal sealed class KnownTags(KeyValuePair<string, object?>[] tags, Series series)
{
    public Series Series => series;

    public bool Are(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != tags.Length)
        {
            return false;
        }
        for (var i = 0; i < tags.Length; i++)
        {
            if (tags[i].Key != others[i].Key || !Equals(tags[i].Value, others[i].Value))
            {
                return false;
            }
        }
        return true;
    }
}
