namespace Instagram.Storage.Stories;

public sealed record StoryRow(long Id, long AuthorId, long MediaId);

public sealed record StoryReplyRow(long Id, long StoryId, long UserId, string Text);

/// <summary>An author with stories to show, and how they stand in one viewer's tray.</summary>
public sealed record TrayRow(long AuthorId, long Newest, bool HasUnseen);

public enum StoryCreateResult { Created, MediaMissing, MediaUnusable }
