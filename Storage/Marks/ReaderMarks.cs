namespace Instagram.Storage.Marks;

/// <summary>Those of some posts that a reader likes, and those that the reader has saved.</summary>
public sealed record ReaderMarks(HashSet<long> Liked, HashSet<long> Saved);
