using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Media;
using Instagram.Storage.Moderation;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Posts;

/// <summary>
/// Posts, on their author's shard. Whichever commits last, the post taking its media or a medium becoming ready, sees
/// the other, because both lock the medium's row: a post cannot wait for a medium that is ready.
/// </summary>
public sealed class PostStore(ShardMap shards)
{
    private const string Columns =
        "p.id, p.author_id, p.status, p.kind, p.caption, p.hashtags, p.mentions, p.media_ids, p.alt_texts, " +
        "p.place_id, p.place_name, p.place_lat, p.place_lng, p.edited_at, coalesce(c.likes, 0), " +
        "coalesce(c.comments, 0)";

    private readonly GroupCommit<long, StoredPost?> _loads = new(shards, LoadAll);
    private readonly GroupCommit<PostCreation, StoredPost?> _creations = new(shards, PostCreations.Write);

    /// <summary>Creates a post whose media nothing has judged.</summary>
    public Task<CreatedPost> Create(
        PostRow post, IReadOnlyList<OutboxFact> published, CancellationToken ct) => Create(post, published, null, ct);

    /// <summary>
    /// Creates the post, takes its media for it, and publishes it if all of them are ready. Repeating is harmless.
    /// <see cref="PostCreateResult.MediaMissing"/>: not all are the author's, or one was in a post that is deleted.
    /// <see cref="PostCreateResult.MediaUnusable"/>: one is rejected, in another post or a story, or the profile
    /// picture. Then nothing is kept.
    /// </summary>
    public async Task<CreatedPost> Create(
        PostRow post, IReadOnlyList<OutboxFact> published, ScreeningRule? screening, CancellationToken ct)
    {
        var maxScore = screening is null
            ? double.PositiveInfinity
            : Math.Min(screening.FlagAbove, screening.RemoveAbove);
        return await _creations.Run(post.Id, new PostCreation(post, published, maxScore)).WaitAsync(ct) is { } stored
            ? new CreatedPost(PostCreateResult.Created, PostRowStatus.Published, stored)
            : await CreateInTurn(post, published, screening, ct);
    }

    private async Task<CreatedPost> CreateInTurn(
        PostRow post, IReadOnlyList<OutboxFact> published, ScreeningRule? screening, CancellationToken ct)
    {
        await using var connection = await shards.For(post.Id).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var media = (await connection.QueryAsync<(short Status, long? PostId, long? StoryId, short Kind)>(
            new CommandDefinition(
            """
            select status, post_id, story_id, kind from media
            where id = any(@MediaIds) and owner_id = @AuthorId order by id for update
            """, post, transaction, cancellationToken: ct))).AsList();
        var others = media.Select(medium => medium.PostId).OfType<long>().Where(taken => taken != post.Id).ToList();
        if (media.Count != post.MediaIds.Length || !await AreThere(connection, transaction, others, ct))
        {
            return new CreatedPost(PostCreateResult.MediaMissing, default);
        }
        var isAvatar = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from users where id = @AuthorId and avatar_media_id = any(@MediaIds))",
            post, transaction, cancellationToken: ct));
        if (isAvatar || media.Any(m =>
            m.Status == (short)MediaStatus.Rejected || m.StoryId is not null
            || (m.PostId is { } taken && taken != post.Id)))
        {
            return new CreatedPost(PostCreateResult.MediaUnusable, default);
        }
        var kind = media.Any(m => m.Kind == (short)MediaRowKind.Video) ? (short)MediaRowKind.Video : post.Kind;
        if (await Insert(connection, transaction, post with { Kind = kind }, ct))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "update media set post_id = @Id where id = any(@MediaIds) and owner_id = @AuthorId",
                post, transaction, cancellationToken: ct));
        }
        var status = await PublishWhenReady(connection, transaction, post.Id, published, screening, ct);
        await transaction.CommitAsync(ct);
        return new CreatedPost(PostCreateResult.Created, status ?? PostRowStatus.Processing);
    }

    /// <summary>Publishes a waiting post whose media nothing has judged.</summary>
    public Task<PostRowStatus?> PublishWhenReady(
        long postId, IReadOnlyList<OutboxFact> published, CancellationToken ct) =>
        PublishWhenReady(postId, published, null, ct);

    /// <summary>
    /// Publishes a waiting post whose media are all ready, or fails it when one was rejected, with the fact in the same
    /// transaction. The status it then has; null when there is no such post.
    /// </summary>
    public async Task<PostRowStatus?> PublishWhenReady(
        long postId, IReadOnlyList<OutboxFact> published, ScreeningRule? screening, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var status = await PublishWhenReady(connection, transaction, postId, published, screening, ct);
        await transaction.CommitAsync(ct);
        return status;
    }

    public async Task<PostRow?> Find(long postId, CancellationToken ct)
    {
        await using var command = shards.For(postId).CreateCommand(
            $"select {Columns} from posts p left join post_counts c on c.post_id = p.id where p.id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = postId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    /// <summary>
    /// The post with its media, as they are after this was asked; those that are asked for together are read together.
    /// </summary>
    public Task<StoredPost?> Load(long postId, CancellationToken ct) => _loads.Run(postId, postId).WaitAsync(ct);

    /// <summary>
    /// Writes what an author may change of a post, with the facts that it causes; false when it is gone.
    /// </summary>
    public async Task<bool> Edit(PostRow post, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var connection = await shards.For(post.Id).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var edited = await connection.ExecuteAsync(new CommandDefinition(
            """
            update posts
            set caption = @Caption, hashtags = composed(@Hashtags), mentions = @Mentions, alt_texts = @AltTexts,
                place_id = @PlaceId, place_name = @PlaceName, place_lat = @PlaceLat, place_lng = @PlaceLng,
                edited_at = @EditedAt
            where id = @Id
            """,
            new
            {
                post.Id, post.Caption, post.Hashtags, post.Mentions, post.AltTexts, PlaceId = post.Place?.Id,
                PlaceName = post.Place?.Name, PlaceLat = post.Place?.Lat, PlaceLng = post.Place?.Lng, post.EditedAt,
            },
            transaction, cancellationToken: ct));
        if (edited == 0)
        {
            return false;
        }
        await OutboxStore.Append(connection, transaction, facts, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Ids of the author's published posts, newest first.</summary>
    public async Task<long[]> PublishedBefore(long authorId, long beforeId, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(authorId).OpenConnectionAsync(ct);
        return (await connection.QueryAsync<long>(new CommandDefinition(
            """
            select id from posts
            where author_id = @authorId and status = 1 and id < @beforeId order by id desc limit @limit
            """, new { authorId, beforeId, limit }, cancellationToken: ct))).ToArray();
    }

    /// <summary>
    /// Removes the post and its counts at once; <paramref name="purge"/> sees to its likes, media and objects. False
    /// when it is gone already.
    /// </summary>
    public async Task<bool> Delete(long postId, IReadOnlyList<OutboxFact> purge, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var gone = await connection.QuerySingleOrDefaultAsync<(long AuthorId, short Status)?>(new CommandDefinition(
            "delete from posts where id = @postId returning author_id, status",
            new { postId }, transaction, cancellationToken: ct));
        if (gone is not { } post)
        {
            return false;
        }
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from post_counts where post_id = @postId", new { postId }, transaction, cancellationToken: ct));
        if (post.Status == (short)PostRowStatus.Published)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "update user_counts set posts = posts - 1 where user_id = @AuthorId",
                new { post.AuthorId }, transaction, cancellationToken: ct));
        }
        await OutboxStore.Append(connection, transaction, purge, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>
    /// Hides a published post from everyone, or shows a hidden one again, with all that hangs on it. False when it is
    /// not there, or not in the status to be changed.
    /// </summary>
    public async Task<bool> SetRemoved(
        long postId, bool removed, IReadOnlyList<OutboxFact> facts, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var changed = await connection.ExecuteAsync(new CommandDefinition(
            """
            with post as (
                update posts set status = @to where id = @postId and status = @from returning id, author_id),
            counts as (insert into post_counts (post_id) select id from post on conflict do nothing)
            update user_counts set posts = posts + @by where user_id = (select author_id from post)
            """,
            new
            {
                postId, from = (short)(removed ? PostRowStatus.Published : PostRowStatus.Removed),
                to = (short)(removed ? PostRowStatus.Removed : PostRowStatus.Published), by = removed ? -1 : 1,
            },
            transaction, cancellationToken: ct));
        if (changed > 0)
        {
            await OutboxStore.Append(connection, transaction, facts, ct);
        }
        await transaction.CommitAsync(ct);
        return changed > 0;
    }

    /// <summary>
    /// Removes what a deleted post leaves behind, a bounded number of rows a call; false when none is left.
    /// </summary>
    public async Task<bool> PurgeLikes(long postId, int limit, CancellationToken ct)
    {
        await using var connection = await shards.For(postId).OpenConnectionAsync(ct);
        return limit == await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from likes where post_id = @postId and user_id in (
                select user_id from likes where post_id = @postId limit @limit)
            """, new { postId, limit }, cancellationToken: ct));
    }

    /// <summary>
    /// Whether all of these posts exist; of a deleted one, media may still be there. A statement of its own: the one
    /// that waited for the lock of a medium does not see the post that took it meanwhile.
    /// </summary>
    internal static async Task<bool> AreThere(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyCollection<long> postIds,
        CancellationToken ct)
    {
        var distinct = postIds.Distinct().ToArray();
        return distinct.Length == 0 || distinct.Length == await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                "select count(*) from posts where id = any(@distinct)", new { distinct }, transaction,
                cancellationToken: ct));
    }

    private static async Task<bool> Insert(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PostRow post, CancellationToken ct) =>
        1 == await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into posts (id, author_id, kind, caption, hashtags, mentions, media_ids, alt_texts,
                               place_id, place_name, place_lat, place_lng)
            values (@Id, @AuthorId, @Kind, @Caption, composed(@Hashtags), @Mentions, @MediaIds, @AltTexts,
                    @PlaceId, @PlaceName, @PlaceLat, @PlaceLng)
            on conflict do nothing
            """,
            new
            {
                post.Id, post.AuthorId, post.Kind, post.Caption, post.Hashtags, post.Mentions, post.MediaIds,
                post.AltTexts, PlaceId = post.Place?.Id, PlaceName = post.Place?.Name, PlaceLat = post.Place?.Lat,
                PlaceLng = post.Place?.Lng,
            },
            transaction, cancellationToken: ct));

    private static async Task<PostRowStatus?> PublishWhenReady(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long postId,
        IReadOnlyList<OutboxFact> published, ScreeningRule? screening, CancellationToken ct)
    {
        var post = await connection.QuerySingleOrDefaultAsync<(long AuthorId, short Status, int Media)?>(
            new CommandDefinition(
                "select author_id, status, cardinality(media_ids) from posts where id = @postId for update",
                new { postId }, transaction, cancellationToken: ct));
        if (post is not { } found || found.Status != (short)PostRowStatus.Processing)
        {
            return (PostRowStatus?)post?.Status;
        }
        var media = (await connection.QueryAsync<(short Status, double? Score)>(new CommandDefinition(
            "select status, explicit_score from media where post_id = @postId", new { postId }, transaction,
            cancellationToken: ct))).AsList();
        var score = media.Max(m => m.Score) ?? 0;
        var status = media.Exists(m => m.Status == (short)MediaStatus.Rejected) ? PostRowStatus.Failed
            : media.Count(m => m.Status == (short)MediaStatus.Ready) < found.Media ? PostRowStatus.Processing
            : score > screening?.RemoveAbove ? PostRowStatus.Removed
            : PostRowStatus.Published;
        if (status == PostRowStatus.Processing)
        {
            return status;
        }
        await connection.ExecuteAsync(new CommandDefinition(
            "update posts set status = @status where id = @postId",
            new { postId, status = (short)status }, transaction, cancellationToken: ct));
        if (status == PostRowStatus.Published)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                with counts as (insert into post_counts (post_id) values (@postId) on conflict do nothing)
                update user_counts set posts = posts + 1 where user_id = @AuthorId
                """, new { postId, found.AuthorId }, transaction, cancellationToken: ct));
            await OutboxStore.Append(connection, transaction, published, ct);
        }
        if (status != PostRowStatus.Failed && score > screening?.FlagAbove)
        {
            await OutboxStore.Append(connection, transaction, [screening.Tell(score)], ct);
        }
        return status;
    }

    private static async Task<IReadOnlyList<StoredPost?>> LoadAll(
        NpgsqlDataSource database, IReadOnlyList<long> postIds)
    {
        long[] ids = [.. postIds];
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"select {Columns} from posts p left join post_counts c on c.post_id = p.id where p.id = any($1)")
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = ids } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(MediaStore.SelectOfPosts)
        {
            Parameters = { new NpgsqlParameter<long[]> { TypedValue = ids } },
        });
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        var posts = new Dictionary<long, PostRow>(ids.Length);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var post = Read(reader);
            posts[post.Id] = post;
        }
        await reader.NextResultAsync(CancellationToken.None);
        var media = new Dictionary<long, MediaRow>(ids.Length);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var medium = MediaStore.Read(reader);
            media[medium.Id] = medium;
        }
        return [.. ids.Select(id => posts.TryGetValue(id, out var post)
            ? new StoredPost(post, [.. post.MediaIds.Select(medium => media.GetValueOrDefault(medium))])
            : null)];
    }

    private static PostRow Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        (PostRowStatus)reader.GetInt16(2),
        reader.GetInt16(3),
        reader.GetString(4),
        reader.GetFieldValue<string[]>(5),
        reader.GetFieldValue<long[]>(6),
        reader.GetFieldValue<long[]>(7),
        reader.GetFieldValue<string?[]>(8),
        reader.IsDBNull(9) ? null
            : new PlaceRow(reader.GetInt64(9), reader.GetString(10), reader.GetDouble(11), reader.GetDouble(12)),
        reader.IsDBNull(13) ? null : reader.GetFieldValue<DateTimeOffset>(13),
        reader.GetInt32(14),
        reader.GetInt32(15));
}
