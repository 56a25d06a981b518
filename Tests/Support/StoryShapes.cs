namespace Instagram.Tests.Support;

public sealed record StoryShape(
    string Id, MediaShape Media, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool Seen);

public sealed record TrayEntryShape(CardShape User, IReadOnlyList<StoryShape> Items, bool HasUnseenItems);

public sealed record TrayShape(IReadOnlyList<TrayEntryShape> Stories);

public sealed record StoryReplyShape(string Id, CardShape User, string Text, DateTimeOffset CreatedAt);
