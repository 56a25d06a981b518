namespace Instagram.Storage.Explore;

/// <summary>A post that a reader has opened or done more with; <paramref name="Id"/> orders them by time.</summary>
public sealed record EngagementRow(long PostId, long Id, EngagementKinds Kinds);
