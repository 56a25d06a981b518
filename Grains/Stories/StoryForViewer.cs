using Instagram.Grains.Users;
using Instagram.Storage.Stories;

namespace Instagram.Grains.Stories;

/// <summary>A story with the viewer's own mark on it; one's own stories are seen.</summary>
public sealed record StoryForViewer(StoryView Story, bool Seen);

/// <summary>A page of an author's stories; <paramref name="Last"/> continues it.</summary>
public sealed record StoryPage(IReadOnlyList<StoryForViewer> Stories, long Last, bool HasMore);

/// <summary>An author in a tray with what the viewer may see of theirs, oldest first and never empty.</summary>
public sealed record TrayEntry(UserCardView User, IReadOnlyList<StoryForViewer> Items)
{
    public bool HasUnseenItems => Items.Any(item => !item.Seen);

    internal long Newest => Items[^1].Story.Id;
}

/// <summary>What someone answered to a story, for its author.</summary>
public sealed record StoryReply(StoryReplyRow Reply, UserCardView User, DateTimeOffset CreatedAt);

/// <summary>A page of replies; <paramref name="Last"/> continues it.</summary>
public sealed record StoryReplyPage(IReadOnlyList<StoryReply> Replies, long Last, bool HasMore);

public enum DeleteStoryResult { Deleted, NotFound, Forbidden }
