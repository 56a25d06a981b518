namespace Instagram.Grains.Feed;

/// <summary>What a viewer has done with a post, as bits.</summary>
[Flags]
public enum PostMark : byte { None = 0, Liked = 1, Saved = 2 }
