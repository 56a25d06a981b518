using Instagram.Grains.Inbox;
using Instagram.Grains.Outbox;
using Instagram.Grains.Users;
using Instagram.Storage.Shards;
using Instagram.Storage.Stories;
using Microsoft.Extensions.Logging;

namespace Instagram.Grains.Stories;

/// <summary>Who watches stories and what they answer; both are for the story's author alone.</summary>
public sealed class StoryAudience(
    IClusterClient client, StoryReader reader, StoryAudienceStore audience, Sight sight,
    SnowflakeIds ids, Facts facts, ILogger<StoryAudience> logger)
{
    /// <summary>Durable when it returns; one's own story is not counted. False when it is not there for them.</summary>
    public async Task<bool> MarkSeen(long viewerId, long storyId, CancellationToken ct)
    {
        if (await reader.Find(viewerId, storyId, ct) is not { } story)
        {
            return false;
        }
        if (story.AuthorId != viewerId)
        {
            await audience.AddView(storyId, viewerId, ids.Next(ShardId.Of(storyId)), CancellationToken.None);
        }
        return true;
    }

    /// <summary>
    /// To a story that the caller has found for this user, and that is not their own. Durable when it returns, and so
    /// is that the author is told. False when it is gone meanwhile.
    /// </summary>
    public async Task<bool> Reply(long userId, StoryView story, string text)
    {
        var replyId = ids.Next(ShardId.Of(story.Id));
        var told = facts.Prepare(
            Streams.Notices, story.AuthorId, story.Id,
            factId => new NoticeFact(
                factId, story.AuthorId, NoticeKind.StoryReply, userId, replyId, null, null, story.Id, false));
        var reply = new StoryReplyRow(replyId, story.Id, userId, text);
        if (!await audience.AddReply(reply, told.Row, CancellationToken.None))
        {
            return false;
        }
        await client.Publish(told, logger);
        return true;
    }

    public async Task<bool> IsAuthor(long userId, long storyId, CancellationToken ct) =>
        await reader.Find(userId, storyId, ct) is { } story && story.AuthorId == userId;

    /// <summary>
    /// Newest first, for the author, which the caller has made sure of; who hides from the author leaves no gap.
    /// </summary>
    public async Task<StoryReplyPage> ListReplies(
        long authorId, long storyId, long before, int limit, CancellationToken ct)
    {
        var page = await FullPage<StoryReplyRow, UserCardView>.Fill(
            before, limit, (from, count) => audience.ListReplies(storyId, from, count, ct), row => row.Id,
            row => sight.FindCard(authorId, row.UserId));
        return new StoryReplyPage(
            [.. page.Entries.Select(entry => new StoryReply(
                entry.Row, entry.Shown, SnowflakeIds.TimeOf(entry.Row.Id)))],
            page.Last, page.HasMore);
    }
}
