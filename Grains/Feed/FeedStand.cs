namespace Instagram.Grains.Feed;

/// <summary>
/// How a feed's cell stood before a page was read from it: whatever has changed since, the page may not know.
/// </summary>
public readonly record struct FeedStand(
    long Version, long Ties, long Marks, PulledAuthor[] Pulled)
{
    public static FeedStand Of(FeedCell cell) => new(cell.Version, cell.Ties, cell.Marks, cell.Pulled);
}
