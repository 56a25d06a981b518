namespace Instagram.Storage.Explore;

/// <summary>
/// What a reader has done with a post; one who likes it has seen it too. Whether it is liked is not kept with the rest:
/// the likes say so.
/// </summary>
[Flags]
public enum EngagementKinds : short { None = 0, Opened = 1, Liked = 2, Commented = 4, Saved = 8 }
