using Dapper;
using Instagram.Storage.Media;
using Instagram.Storage.Moderation;
using Instagram.Storage.Outbox;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;

namespace Instagram.Storage.Stories;

/// <summary>
/// Stories, on their author's shard. How long a story lives is the caller's to say: it names the first id that is still
/// live. What hangs on a story is written under a lock of its row, so that nothing is added behind its purge.
/// </summary>
public sealed class StoryStore(ShardMap shards)
{
    /// <summary>Creates a story whose medium nothing has judged.</summary>
    public Task<StoryCreateResult> Create(StoryRow story, CancellationToken ct) => Create(story, null, ct);

    /// <summary>
    /// Creates the story and takes its medium. Repeating is harmless. <see cref="StoryCreateResult.MediaMissing"/>: it
    /// is not the author's, or was in a post that is deleted. <see cref="StoryCreateResult.MediaUnusable"/>: it is
    /// rejected, in a post or another story, or the profile picture. Then nothing is kept.
    /// </summary>
    public async Task<StoryCreateResult> Create(StoryRow story, ScreeningRule? screening, CancellationToken ct)
    {
        await using var connection = await shards.For(story.Id).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var found = await connection.QuerySingleOrDefaultAsync<
            (short Status, long? PostId, long? StoryId, double? Score)?>(new CommandDefinition(
                """
                select status, post_id, story_id, explicit_score from media
                where id = @MediaId and owner_id = @AuthorId for update
                """,
                story, transaction, cancellationToken: ct));
        if (found is not { } medium
            || (medium.PostId is { } postId && !await PostStore.AreThere(connection, transaction, [postId], ct)))
        {
            return StoryCreateResult.MediaMissing;
        }
        var isAvatar = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from users where id = @AuthorId and avatar_media_id = @MediaId)",
            story, transaction, cancellationToken: ct));
        if (isAvatar || medium.Status == (short)MediaStatus.Rejected || medium.PostId is not null
            || (medium.StoryId is { } taken && taken != story.Id))
        {
            return StoryCreateResult.MediaUnusable;
        }
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with taken as (update media set story_id = @Id where id = @MediaId)
            insert into stories (id, author_id, media_id) values (@Id, @AuthorId, @MediaId) on conflict do nothing
            """, story, transaction, cancellationToken: ct));
        if (medium.Score is { } score && score > screening?.FlagAbove)
        {
            await OutboxStore.Append(connection, transaction, [screening.Tell(score)], ct);
        }
        await transaction.CommitAsync(ct);
        return StoryCreateResult.Created;
    }

    public async Task<StoryRow?> Find(long storyId, CancellationToken ct)
    {
        await using var connection = await shards.For(storyId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<StoryRow>(new CommandDefinition(
            "select id, author_id as AuthorId, media_id as MediaId, verdict from stories where id = @storyId",
            new { storyId }, cancellationToken: ct));
    }

    /// <summary>False when the story is gone.</summary>
    public async Task<bool> SetVerdict(long storyId, StoryVerdict verdict, CancellationToken ct)
    {
        await using var connection = await shards.For(storyId).OpenConnectionAsync(ct);
        return 1 == await connection.ExecuteAsync(new CommandDefinition(
            "update stories set verdict = @verdict where id = @storyId",
            new { storyId, verdict = (short)verdict }, cancellationToken: ct));
    }

    /// <summary>Whose story it is, live or not; null when there is none.</summary>
    public async Task<long?> FindAuthor(long storyId, CancellationToken ct)
    {
        await using var connection = await shards.For(storyId).OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            "select author_id from stories where id = @storyId", new { storyId }, cancellationToken: ct));
    }

    /// <summary>
    /// The author's stories from an id on, oldest first; the grain above bounds how many those can be.
    /// </summary>
    public async Task<IReadOnlyList<StoryRow>> OfAuthor(long authorId, long firstId, CancellationToken ct)
    {
        await using var connection = await shards.For(authorId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<StoryRow>(new CommandDefinition(
            """
            select id, author_id as AuthorId, media_id as MediaId, verdict from stories
            where author_id = @authorId and id >= @firstId order by id
            """, new { authorId, firstId }, cancellationToken: ct))).AsList();
    }

    /// <summary>
    /// Those of the authors with a story from an id on, ready or not: who has one that the viewer has not seen first,
    /// then who has the newest. One bounded statement a database.
    /// </summary>
    public async Task<IReadOnlyList<TrayRow>> Tray(
        long viewerId, IReadOnlyCollection<long> authorIds, long firstId, int limit, CancellationToken ct)
    {
        var rows = new List<TrayRow>();
        foreach (var slice in shards.Split(authorIds))
        {
            await using var connection = await slice.Database.OpenConnectionAsync(ct);
            rows.AddRange(await connection.QueryAsync<TrayRow>(new CommandDefinition(
                """
                select s.author_id as AuthorId, max(s.id) as Newest, bool_or(v.viewer_id is null) as HasUnseen
                from stories s
                left join story_views v on v.story_id = s.id and v.viewer_id = @viewerId
                where s.author_id = any(@Keys) and s.id >= @firstId and s.verdict <> 1
                group by s.author_id
                order by HasUnseen desc, Newest desc limit @limit
                """, new { viewerId, slice.Keys, firstId, limit }, cancellationToken: ct)));
        }
        return rows.OrderByDescending(row => row.HasUnseen).ThenByDescending(row => row.Newest).Take(limit).ToList();
    }

    /// <summary>
    /// Removes the story at once; <paramref name="ended"/> sees to what hangs on it. False when it is gone already.
    /// </summary>
    public async Task<bool> End(long storyId, OutboxFact ended, CancellationToken ct)
    {
        await using var connection = await shards.For(storyId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteAsync(new CommandDefinition(
            "delete from stories where id = @storyId", new { storyId }, transaction, cancellationToken: ct)) == 0)
        {
            return false;
        }
        await OutboxStore.Append(connection, transaction, [ended], ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>
    /// Removes at most <paramref name="limit"/> stories of one database that are older than an id, oldest first, each
    /// with the fact made of it; returns how many. Two that do this at once never take the same one.
    /// </summary>
    public async Task<int> EndBefore(
        int database, long firstId, int limit, Func<StoryRow, OutboxFact> ended, CancellationToken ct)
    {
        await using var connection = await shards.All[database].OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var gone = (await connection.QueryAsync<StoryRow>(new CommandDefinition(
            """
            delete from stories where id in (
                select id from stories where id < @firstId order by id limit @limit for update skip locked)
            returning id, author_id as AuthorId, media_id as MediaId, verdict
            """, new { firstId, limit }, transaction, cancellationToken: ct))).AsList();
        await OutboxStore.Append(connection, transaction, gone.ConvertAll(story => ended(story)), ct);
        await transaction.CommitAsync(ct);
        return gone.Count;
    }
}
