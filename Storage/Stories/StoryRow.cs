namespace Instagram.Storage.Stories;

/// <summary>What moderation said of a story; <c>Cleared</c> by a person, whatever the classifier says.</summary>
public enum StoryVerdict : short { None = 0, Removed = 1, Cleared = 2 }

public sealed record StoryRow(long Id, long AuthorId, long MediaId, StoryVerdict Verdict = StoryVerdict.None);

public sealed record StoryReplyRow(long Id, long StoryId, long UserId, string Text);

/// <summary>An author with stories to show, and how they stand in one viewer's tray.</summary>
public sealed record TrayRow(long AuthorId, long Newest, bool HasUnseen);

public enum StoryCreateResult { Created, MediaMissing, MediaUnusable }
