namespace Instagram.Storage.Leaving;

public sealed record LikeRow(long LikeId, long PostId);

/// <summary>A comment that someone has written; <paramref name="ReplyTo"/> is the one that it answers.</summary>
public sealed record WrittenRow(long Id, long PostId, long? ReplyTo, string Text);
