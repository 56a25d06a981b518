using Instagram.ApiHost.Http;
using Instagram.ApiHost.Media;
using Instagram.ApiHost.Users;
using Instagram.Grains.Stories;

namespace Instagram.ApiHost.Stories;

public sealed record StoryRequest(string? MediaId);

public sealed record StoryReplyRequest(string? Text);

/// <summary>A picture or video for a day; <paramref name="Seen"/> by the caller, who has seen their own.</summary>
public sealed record StoryItemResponse(
    string Id, MediaResponse Media, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool Seen)
{
    internal static StoryItemResponse Of(StoryForViewer read) => new(
        Ids.Text(read.Story.Id), MediaResponse.Of(read.Story.Media), read.Story.CreatedAt, read.Story.ExpiresAt,
        read.Seen);
}

public sealed record TrayResponse(IReadOnlyList<TrayEntryResponse> Stories);

/// <summary>One author's live stories, oldest first.</summary>
public sealed record TrayEntryResponse(
    UserCardResponse User, IReadOnlyList<StoryItemResponse> Items, bool HasUnseenItems)
{
    internal static TrayEntryResponse Of(TrayEntry entry) => new(
        UserCardResponse.Of(entry.User), [.. entry.Items.Select(StoryItemResponse.Of)], entry.HasUnseenItems);
}

public sealed record StoryReplyResponse(string Id, UserCardResponse User, string Text, DateTimeOffset CreatedAt)
{
    internal static StoryReplyResponse Of(StoryReply read) => new(
        Ids.Text(read.Reply.Id), UserCardResponse.Of(read.User), read.Reply.Text, read.CreatedAt);
}
