using Instagram.Storage.Media;
using Instagram.Storage.Outbox;
using Npgsql;

namespace Instagram.Storage.Posts;

/// <summary>
/// A post to create, with its facts, if none of its media is judged above <paramref name="MaxScore"/>.
/// </summary>
internal sealed record PostCreation(PostRow Post, IReadOnlyList<OutboxFact> Published, double MaxScore);

/// <summary>
/// A group of new posts whose media are ready and free, which nearly all are: one statement each, in one round trip and
/// one commit. What is not so, or not certain, is left to a transaction that may wait for locks.
/// </summary>
internal static class PostCreations
{
    /// <summary>
    /// A medium that somebody else has locked is passed over, so no two of these wait for each other; the author's row
    /// is read as it is after a change of the profile picture, also one that this statement does not see otherwise.
    /// </summary>
    private static readonly string Create =
        $"""
        with author as (select avatar_media_id from users where id = $2 for share),
        medium as materialized (
            select {MediaStore.Columns} from media
            where id = any($7) and owner_id = $2 and status = 3 and post_id is null and story_id is null
            order by id for update skip locked),
        fit as (
            select max(kind) as kind from medium
            having count(*) = cardinality($7) and coalesce(max(explicit_score), 0) <= $13
               and not exists (select from author where avatar_media_id = any($7))),
        post as (
            insert into posts (id, author_id, status, kind, caption, hashtags, mentions, media_ids, alt_texts,
                               place_id, place_name, place_lat, place_lng)
            select $1, $2, 1, greatest(fit.kind, $3), $4,
                   case when cardinality($5) = 0 then $5 else composed($5) end, $6, $7, $8, $9, $10, $11, $12 from fit
            on conflict do nothing returning id, author_id, kind, hashtags),
        taken as (
            update media set post_id = $1 where id = any($7) and owner_id = $2 and exists (select from post)),
        counted as (insert into post_counts (post_id) select id from post on conflict do nothing),
        grown as (update user_counts set posts = posts + 1 where user_id = (select author_id from post)),
        told as ({OutboxStore.Insert(14)} where exists (select from post))
        select medium.*, post.kind, post.hashtags from medium cross join post
        """;

    /// <summary>Null for those that are left.</summary>
    public static async Task<IReadOnlyList<StoredPost?>> Write(
        NpgsqlDataSource database, IReadOnlyList<PostCreation> items)
    {
        // Authors' counts are locked in the order of their keys.
        var inOrder = items.Index().OrderBy(each => each.Item.Post.AuthorId).ToList();
        await using var batch = database.CreateBatch();
        foreach (var (_, creation) in inOrder)
        {
            batch.BatchCommands.Add(Command(creation));
        }
        var created = new StoredPost?[items.Count];
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        foreach (var (at, (post, _, _)) in inOrder)
        {
            var media = new Dictionary<long, MediaRow>(post.MediaIds.Length);
            while (await reader.ReadAsync(CancellationToken.None))
            {
                var medium = MediaStore.Read(reader);
                media[medium.Id] = medium;
                created[at] = new StoredPost(
                    post with
                    {
                        Status = PostRowStatus.Published,
                        Kind = reader.GetInt16(MediaStore.ColumnCount),
                        Hashtags = reader.GetFieldValue<string[]>(MediaStore.ColumnCount + 1),
                    },
                    []);
            }
            created[at] = created[at] is { } stored
                ? stored with { Media = [.. post.MediaIds.Select(id => media[id])] }
                : null;
            await reader.NextResultAsync(CancellationToken.None);
        }
        return created;
    }

    private static NpgsqlBatchCommand Command(PostCreation creation)
    {
        var (post, published, maxScore) = creation;
        var command = new NpgsqlBatchCommand(Create)
        {
            Parameters =
            {
                Value(post.Id), Value(post.AuthorId), Value(post.Kind), Value(post.Caption), Value(post.Hashtags),
                Value(post.Mentions), Value(post.MediaIds), Value(post.AltTexts), Value(post.Place?.Id),
                Value(post.Place?.Name), Value(post.Place?.Lat), Value(post.Place?.Lng), Value(maxScore),
            },
        };
        OutboxStore.Bind(command.Parameters, published);
        return command;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
