namespace Instagram.Storage.Trending;

/// <summary>An open post that has a hashtag.</summary>
public sealed record TaggingRow(string Tag, long PostId, long AuthorId);
