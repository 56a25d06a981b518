using System.Text.Json;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Media;

/// <summary>
/// Uploads, on their owner's shard. A status only ever moves forward: pending, uploaded, then ready or rejected; each
/// step commits with the fact that the next one hangs on, so a crash between two steps resumes.
/// </summary>
public sealed class MediaStore(ShardMap shards)
{
    internal const int ColumnCount = 20;

    internal const string Columns =
        "id, owner_id, status, content_type, byte_size, sha256, upload_key, original_key, width, height, blurhash, " +
        "variants, reason, post_id, kind, duration_ms, story_id, parts_upload_id, address_expires_at, explicit_score";

    /// <summary>What <see cref="Read"/> reads of all media of the posts in the first parameter.</summary>
    internal const string SelectOfPosts =
        $"select {Columns} from media where id = any(array(select unnest(media_ids) from posts where id = any($1)))";

    public async Task Create(MediaRow media, CancellationToken ct)
    {
        await using var command = shards.For(media.Id).CreateCommand(
            """
            insert into media (id, owner_id, content_type, byte_size, sha256, upload_key, kind, address_expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = media.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = media.OwnerId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = media.ContentType });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = media.ByteSize });
        command.Parameters.AddWithValue((object?)media.Sha256 ?? DBNull.Value);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = media.UploadKey });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)media.Kind });
        command.Parameters.AddWithValue(
            NpgsqlTypes.NpgsqlDbType.TimestampTz, (object?)media.AddressExpiresAt ?? DBNull.Value);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<MediaRow?> Find(long mediaId, CancellationToken ct)
    {
        await using var command = shards.For(mediaId).CreateCommand($"select {Columns} from media where id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mediaId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    /// <summary>Media of one owner, in no particular order; missing ones are left out.</summary>
    public async Task<IReadOnlyList<MediaRow>> FindMany(
        long ownerId, IReadOnlyCollection<long> mediaIds, CancellationToken ct)
    {
        await using var command = shards.For(ownerId).CreateCommand(
            $"select {Columns} from media where id = any($1) and owner_id = $2");
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = mediaIds.ToArray() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = ownerId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var media = new List<MediaRow>();
        while (await reader.ReadAsync(ct))
        {
            media.Add(Read(reader));
        }
        return media;
    }

    /// <summary>Media of whatever owners, in no particular order; missing ones are left out.</summary>
    public async Task<IReadOnlyList<MediaRow>> FindMany(IReadOnlyCollection<long> mediaIds, CancellationToken ct)
    {
        var media = new List<MediaRow>();
        foreach (var slice in shards.Split(mediaIds))
        {
            await using var command = slice.Database.CreateCommand($"select {Columns} from media where id = any($1)");
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = slice.Keys });
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                media.Add(Read(reader));
            }
        }
        return media;
    }

    /// <summary>Ids and statuses of an owner's settled uploads that began after an id, newest first.</summary>
    public async Task<IReadOnlyList<(long Id, MediaStatus Status)>> SettledSince(
        long ownerId, long afterId, int limit, CancellationToken ct)
    {
        await using var command = shards.For(ownerId).CreateCommand(
            """
            select id, status from media where owner_id = $1 and id > $2 and status in (3, 4)
            order by id desc limit $3
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = ownerId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var settled = new List<(long, MediaStatus)>();
        while (await reader.ReadAsync(ct))
        {
            settled.Add((reader.GetInt64(0), (MediaStatus)reader.GetInt16(1)));
        }
        return settled;
    }

    /// <summary>
    /// Notes the upload in parts that the addresses given out now are for; not once something was uploaded.
    /// </summary>
    public async Task NoteParts(
        long mediaId, string? partsUploadId, DateTimeOffset addressExpiresAt, CancellationToken ct)
    {
        await using var command = shards.For(mediaId).CreateCommand(
            "update media set parts_upload_id = $2, address_expires_at = $3 where id = $1 and status = 0");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mediaId });
        command.Parameters.AddWithValue((object?)partsUploadId ?? DBNull.Value);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = addressExpiresAt });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Uploads in one database that were never completed and that nothing waits for; those first whose address expired
    /// first.
    /// </summary>
    public async Task<IReadOnlyList<long>> FindAbandoned(
        int database, DateTimeOffset expiredBefore, int limit, CancellationToken ct)
    {
        await using var command = shards.All[database].CreateCommand(
            """
            select id from media
            where status = 0 and address_expires_at < $1 and post_id is null and story_id is null
            order by address_expires_at limit $2
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = expiredBefore });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<long>();
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetInt64(0));
        }
        return ids;
    }

    /// <summary>
    /// The object is in the store: from here on the upload is acknowledged and must be processed. False when it is not
    /// pending any more.
    /// </summary>
    public async Task<bool> MarkUploaded(long mediaId, string originalKey, OutboxFact fact, CancellationToken ct)
    {
        await using var connection = await shards.For(mediaId).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            "update media set status = 1, original_key = $2 where id = $1 and status = 0", connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mediaId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = originalKey });
        var isMarked = await command.ExecuteNonQueryAsync(ct) > 0;
        if (isMarked)
        {
            await OutboxStore.Append(connection, transaction, [fact], ct);
        }
        await transaction.CommitAsync(ct);
        return isMarked;
    }

    /// <summary>Settles a medium that nothing but its post waits for.</summary>
    public Task<long?> Settle(MediaRow media, Func<long, OutboxFact> factForPost, CancellationToken ct) =>
        Settle(media, factForPost, [], ct);

    /// <summary>
    /// Settles an uploaded medium as ready or rejected. When a post already waits for it, its id is returned and the
    /// fact that tells it, made from that id, commits along, as do those <paramref name="beside"/> it. Settled already:
    /// nothing changes.
    /// </summary>
    public async Task<long?> Settle(
        MediaRow media, Func<long, OutboxFact> factForPost, IReadOnlyList<OutboxFact> beside, CancellationToken ct)
    {
        await using var connection = await shards.For(media.Id).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            update media
            set status = $2, width = $3, height = $4, blurhash = $5, variants = $6::jsonb, reason = $7,
                duration_ms = $8, explicit_score = $9
            where id = $1 and status = 1 returning post_id
            """, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = media.Id });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)media.Status });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = media.Width });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = media.Height });
        command.Parameters.AddWithValue((object?)media.Blurhash ?? DBNull.Value);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(media.Variants) });
        command.Parameters.AddWithValue((object?)media.Reason ?? DBNull.Value);
        command.Parameters.AddWithValue(
            NpgsqlTypes.NpgsqlDbType.Integer, (object?)media.DurationMs ?? DBNull.Value);
        command.Parameters.AddWithValue(
            NpgsqlTypes.NpgsqlDbType.Double, (object?)media.ExplicitScore ?? DBNull.Value);
        var settled = await command.ExecuteScalarAsync(ct);
        if (settled is not null)
        {
            await OutboxStore.Append(connection, transaction, beside, ct);
        }
        var postId = settled as long?;
        if (postId is { } waiting)
        {
            await OutboxStore.Append(connection, transaction, [factForPost(waiting)], ct);
        }
        await transaction.CommitAsync(ct);
        return postId;
    }

    /// <summary>Notes how explicit a medium is, found out late. The row as it then is; null when it is gone.</summary>
    public async Task<MediaRow?> SetScore(long mediaId, double score, CancellationToken ct)
    {
        await using var command = shards.For(mediaId).CreateCommand(
            $"update media set explicit_score = $2 where id = $1 returning {Columns}");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mediaId });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = score });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    public async Task Delete(long ownerId, IReadOnlyCollection<long> mediaIds, CancellationToken ct)
    {
        await using var command = shards.For(ownerId).CreateCommand(
            "delete from media where id = any($1) and owner_id = $2");
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = mediaIds.ToArray() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = ownerId });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Deletes an upload that is still pending and that no post and no story has taken.</summary>
    public async Task<bool> DeleteUnused(long mediaId, CancellationToken ct)
    {
        await using var command = shards.For(mediaId).CreateCommand(
            "delete from media where id = $1 and status = 0 and post_id is null and story_id is null");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = mediaId });
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    internal static MediaRow Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        (MediaStatus)reader.GetInt16(2),
        reader.GetString(3),
        reader.GetInt64(4),
        Text(reader, 5),
        reader.GetString(6),
        Text(reader, 7),
        reader.IsDBNull(8) ? 0 : reader.GetInt32(8),
        reader.IsDBNull(9) ? 0 : reader.GetInt32(9),
        Text(reader, 10),
        Text(reader, 11) is { } variants ? JsonSerializer.Deserialize<VariantRow[]>(variants)! : [],
        Text(reader, 12),
        reader.IsDBNull(13) ? null : reader.GetInt64(13),
        (MediaRowKind)reader.GetInt16(14),
        reader.IsDBNull(15) ? null : reader.GetInt32(15),
        reader.IsDBNull(16) ? null : reader.GetInt64(16),
        Text(reader, 17),
        reader.IsDBNull(18) ? null : reader.GetFieldValue<DateTimeOffset>(18),
        reader.IsDBNull(19) ? null : reader.GetDouble(19));

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
