namespace Instagram.Grains.Trending;

/// <summary>A hashtag and how many posts the viewer finds under it.</summary>
public sealed record TrendingHashtag(string Tag, int PostCount);
