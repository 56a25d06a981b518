using Dapper;
using Instagram.Storage.Graph;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Stories;

/// <summary>
/// Who has seen a story and what they answered, on the story's shard. Each write first locks the story's row: a story
/// that is being removed gets nothing that its purge, which follows the removal, would miss.
/// </summary>
public sealed class StoryAudienceStore(ShardMap shards)
{
    /// <summary>Seeing twice counts once, as the first time; a story that is gone is seen by nobody.</summary>
    public async Task AddView(long storyId, long viewerId, long viewId, CancellationToken ct)
    {
        await using var connection = await shards.For(storyId).OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with story as (select id from stories where id = @storyId for key share)
            insert into story_views (story_id, viewer_id, view_id) select id, @viewerId, @viewId from story
            on conflict do nothing
            """, new { storyId, viewerId, viewId }, cancellationToken: ct));
    }

    /// <summary>Those of the stories that the viewer has seen; one statement a database.</summary>
    public async Task<HashSet<long>> SeenAmong(
        long viewerId, IReadOnlyCollection<long> storyIds, CancellationToken ct)
    {
        var seen = new HashSet<long>();
        foreach (var slice in shards.Split(storyIds))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            seen.UnionWith(await connection.QueryAsync<long>(new CommandDefinition(
                "select story_id from story_views where viewer_id = @viewerId and story_id = any(@Keys)",
                new { viewerId, slice.Keys }, cancellationToken: ct)));
        }
        return seen;
    }

    /// <summary>Newest first; <paramref name="beforeView"/> is the last of the page before.</summary>
    public async Task<IReadOnlyList<EdgeRow>> ListViewers(
        long storyId, long beforeView, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(storyId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<EdgeRow>(new CommandDefinition(
            """
            select view_id as EdgeId, viewer_id as UserId from story_views
            where story_id = @storyId and view_id < @beforeView order by view_id desc limit @limit
            """, new { storyId, beforeView, limit }, cancellationToken: ct))).AsList();
    }

    /// <summary>
    /// The fact commits with the reply. False when the story is gone. Repeating with the same id is harmless.
    /// </summary>
    public async Task<bool> AddReply(StoryReplyRow reply, OutboxFact told, CancellationToken ct)
    {
        await using var connection = await shards.For(reply.StoryId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            "select id from stories where id = @StoryId for key share",
            reply, transaction, cancellationToken: ct)) is null)
        {
            return false;
        }
        if (await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into story_replies (id, story_id, user_id, text) values (@Id, @StoryId, @UserId, @Text)
            on conflict do nothing
            """, reply, transaction, cancellationToken: ct)) > 0)
        {
            await OutboxStore.Append(connection, transaction, [told], ct);
        }
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Null when there is none, or its story is gone.</summary>
    public async Task<StoryReplyRow?> FindReply(long replyId, CancellationToken ct)
    {
        await using var connection = await shards.For(replyId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<StoryReplyRow>(new CommandDefinition(
            """
            select id, story_id as StoryId, user_id as UserId, text from story_replies
            where id = @replyId and exists (select from stories where stories.id = story_id)
            """, new { replyId }, cancellationToken: ct));
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<StoryReplyRow>> ListReplies(
        long storyId, long before, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(storyId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<StoryReplyRow>(new CommandDefinition(
            """
            select id, story_id as StoryId, user_id as UserId, text from story_replies
            where story_id = @storyId and id < @before order by id desc limit @limit
            """, new { storyId, before, limit }, cancellationToken: ct))).AsList();
    }

    /// <summary>Removes what a story left behind, a bounded number of rows a call; false when none is left.</summary>
    public Task<bool> PurgeViews(long storyId, int limit, CancellationToken ct) => Purge(
        storyId, limit,
        """
        delete from story_views where story_id = @storyId and viewer_id in (
            select viewer_id from story_views where story_id = @storyId order by view_id limit @limit)
        """, ct);

    /// <inheritdoc cref="PurgeViews"/>
    public Task<bool> PurgeReplies(long storyId, int limit, CancellationToken ct) => Purge(
        storyId, limit,
        """
        delete from story_replies where id in (
            select id from story_replies where story_id = @storyId limit @limit)
        """, ct);

    private async Task<bool> Purge(long storyId, int limit, string sql, CancellationToken ct)
    {
        await using var connection = await shards.For(storyId).OpenConnectionAsync(ct);
        return limit == await connection.ExecuteAsync(
            new CommandDefinition(sql, new { storyId, limit }, cancellationToken: ct));
    }
}
