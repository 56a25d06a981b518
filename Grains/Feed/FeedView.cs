namespace Instagram.Grains.Feed;

/// <summary>
/// A page of a feed as its reader gets it, with the reader's marks by position; <paramref name="Next"/> is null at the
/// end.
/// </summary>
public sealed record FeedView(ShownPost[] Posts, PostMark[] Marks, FeedPosition? Next);
