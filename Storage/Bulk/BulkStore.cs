using System.Text.Json;
using Dapper;
using Instagram.Storage.Accounts;
using Instagram.Storage.Explore;
using Instagram.Storage.Media;
using Instagram.Storage.Posts;
using Instagram.Storage.Shards;
using Npgsql;
using NpgsqlTypes;

namespace Instagram.Storage.Bulk;

/// <summary>
/// Whole worlds at once, for measurements: rows as the stores would have left them after years of use, without the
/// facts that caused them. Only for databases that nothing runs on yet.
/// </summary>
public sealed class BulkStore(ShardMap shards)
{
    /// <summary>What no password hashes to.</summary>
    public const string NoPassword = "nobody signs in";

    public async Task AddUsers(IReadOnlyCollection<BulkUser> users, CancellationToken ct)
    {
        await Copy(
            users, user => user.Id,
            """
            copy users (id, username, display_name, bio, email, password_hash, is_private)
            from stdin (format binary)
            """,
            (row, user) =>
            {
                row.Write(user.Id);
                row.Write(user.Username);
                row.Write(user.DisplayName);
                row.Write(user.Bio);
                row.Write(Email(user));
                row.Write(NoPassword);
                row.Write(user.IsPrivate);
            }, ct);
        await Copy(
            shards.Directory, users, "copy usernames (username, user_id) from stdin (format binary)",
            (row, user) =>
            {
                row.Write(user.Username);
                row.Write(user.Id);
            }, ct);
        await Copy(
            shards.Directory, users, "copy emails (email, user_id) from stdin (format binary)",
            (row, user) =>
            {
                row.Write(Email(user));
                row.Write(user.Id);
            }, ct);
    }

    /// <summary>From follower to followee; in the order of each table's key, which makes writing it fast.</summary>
    public Task AddFollows(IReadOnlyCollection<BulkEdge> follows, CancellationToken ct) => Task.WhenAll(
        Task.Run(() => Copy(
            follows.OrderBy(edge => edge.From).ThenBy(edge => edge.To), edge => edge.From,
            "copy following (follower_id, followee_id, edge_id) from stdin (format binary)", WriteEdge, ct), ct),
        Task.Run(() => Copy(
            follows.OrderBy(edge => edge.To).ThenBy(edge => edge.From), edge => edge.To,
            "copy followers (follower_id, followee_id, edge_id) from stdin (format binary)", WriteEdge, ct), ct));

    /// <summary>Signed-in devices; their users need no password.</summary>
    public Task AddSessions(IReadOnlyCollection<SessionRow> sessions, CancellationToken ct) => Copy(
        sessions, session => session.Id,
        """
        copy sessions (id, user_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, last_seen_at,
                       user_agent)
        from stdin (format binary)
        """,
        (row, session) =>
        {
            row.Write(session.Id);
            row.Write(session.UserId);
            row.Write(session.AccessHash);
            row.Write(session.AccessExpiresAt);
            row.Write(session.RefreshHash);
            row.Write(session.RefreshExpiresAt);
            row.Write(session.LastSeenAt);
            row.Write(session.UserAgent);
        }, ct);

    /// <summary>Authors whose posts their readers pull, and have been told so.</summary>
    public Task AddCelebrities(IReadOnlyCollection<long> authorIds, CancellationToken ct) => Copy(
        authorIds, id => id, "copy celebrities (author_id, pulled, announced) from stdin (format binary)",
        (row, id) =>
        {
            row.Write(id);
            row.Write(true);
            row.Write(true);
        }, ct);

    /// <summary>
    /// Published posts; what their media have in common with <paramref name="picture"/> is its objects.
    /// </summary>
    public async Task AddPosts(IReadOnlyCollection<PostRow> posts, MediaRow picture, CancellationToken ct)
    {
        await AddMedia(
            posts.SelectMany(post => post.MediaIds.Select(id => new BulkMedium(id, post.AuthorId, post.Id))), picture,
            ct);
        await Copy(
            posts, post => post.Id,
            """
            copy posts (id, author_id, status, kind, caption, hashtags, mentions, media_ids, alt_texts, place_id,
                        place_name, place_lat, place_lng)
            from stdin (format binary)
            """,
            (row, post) =>
            {
                row.Write(post.Id);
                row.Write(post.AuthorId);
                row.Write((short)PostRowStatus.Published);
                row.Write(post.Kind);
                row.Write(post.Caption);
                row.Write(post.Hashtags);
                row.Write(post.Mentions);
                row.Write(post.MediaIds);
                row.Write(post.AltTexts);
                WritePlace(row, post.Place);
            }, ct);
    }

    /// <summary>All of them show <paramref name="picture"/>.</summary>
    public Task AddMedia(IEnumerable<BulkMedium> media, MediaRow picture, CancellationToken ct)
    {
        var variants = JsonSerializer.Serialize(picture.Variants);
        return Copy(
            media, medium => medium.Id,
            """
            copy media (id, owner_id, status, content_type, byte_size, sha256, upload_key, original_key, width, height,
                        blurhash, variants, post_id)
            from stdin (format binary)
            """,
            (row, medium) =>
            {
                row.Write(medium.Id);
                row.Write(medium.OwnerId);
                row.Write((short)picture.Status);
                row.Write(picture.ContentType);
                row.Write(picture.ByteSize);
                WriteText(row, picture.Sha256);
                row.Write(picture.UploadKey);
                WriteText(row, picture.OriginalKey);
                row.Write(picture.Width);
                row.Write(picture.Height);
                WriteText(row, picture.Blurhash);
                row.Write(variants, NpgsqlDbType.Jsonb);
                if (medium.PostId is { } post)
                {
                    row.Write(post);
                }
                else
                {
                    row.WriteNull();
                }
            }, ct);
    }

    /// <summary>From post to the person who likes it.</summary>
    public Task AddLikes(IReadOnlyCollection<BulkEdge> likes, CancellationToken ct) => Copy(
        likes.OrderBy(like => like.From).ThenBy(like => like.To), like => like.From,
        "copy likes (post_id, user_id, like_id) from stdin (format binary)", WriteEdge, ct);

    public Task AddComments(IReadOnlyCollection<BulkComment> comments, CancellationToken ct) => Copy(
        comments, comment => comment.Id,
        "copy comments (id, post_id, author_id, text) from stdin (format binary)",
        (row, comment) =>
        {
            row.Write(comment.Id);
            row.Write(comment.PostId);
            row.Write(comment.AuthorId);
            row.Write(comment.Text);
        }, ct);

    /// <summary>Every count out of the rows it counts, then what the planner knows of the tables.</summary>
    public async Task Settle(CancellationToken ct)
    {
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            foreach (var statement in (string[])
                [
                    """
                    insert into user_counts (user_id, posts, followers, following)
                    select u.id, coalesce(p.n, 0), coalesce(r.n, 0), coalesce(f.n, 0) from users u
                    left join (
                        select author_id as id, count(*) as n from posts where status = 1 group by 1) p using (id)
                    left join (select followee_id as id, count(*) as n from followers group by 1) r using (id)
                    left join (select follower_id as id, count(*) as n from following group by 1) f using (id)
                    on conflict (user_id) do update
                    set posts = excluded.posts, followers = excluded.followers, following = excluded.following
                    """,
                    """
                    insert into post_counts (post_id, likes, comments)
                    select p.id, coalesce(l.n, 0), coalesce(c.n, 0) from posts p
                    left join (select post_id as id, count(*) as n from likes group by 1) l using (id)
                    left join (select post_id as id, count(*) as n from comments group by 1) c using (id)
                    where p.status = 1
                    on conflict (post_id) do update set likes = excluded.likes, comments = excluded.comments
                    """,
                    """
                    insert into comment_counts (comment_id) select id from comments on conflict do nothing
                    """,
                ])
            {
                await connection.ExecuteAsync(new CommandDefinition(
                    statement, commandTimeout: 0, cancellationToken: ct));
            }
        }
        await Analyze(ct);
    }

    /// <summary>As a server that has run for a while has done on its own.</summary>
    public async Task Analyze(CancellationToken ct)
    {
        foreach (var database in shards.All)
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            await connection.ExecuteAsync(new CommandDefinition(
                "vacuum (analyze)", commandTimeout: 0, cancellationToken: ct));
        }
    }

    private async Task Copy<T>(
        IEnumerable<T> rows, Func<T, long> key, string copy, Action<NpgsqlBinaryImporter, T> write,
        CancellationToken ct)
    {
        var all = rows as IReadOnlyCollection<T> ?? [.. rows];
        foreach (var database in shards.All)
        {
            await Copy(
                database, shards.All.Count == 1 ? all : all.Where(row => shards.For(key(row)) == database), copy,
                write, ct);
        }
    }

    private static async Task Copy<T>(
        NpgsqlDataSource database, IEnumerable<T> rows, string copy, Action<NpgsqlBinaryImporter, T> write,
        CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var importer = await connection.BeginBinaryImportAsync(copy, ct);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(ct);
            write(importer, row);
        }
        await importer.CompleteAsync(ct);
    }

    private static void WriteEdge(NpgsqlBinaryImporter row, BulkEdge edge)
    {
        row.Write(edge.From);
        row.Write(edge.To);
        row.Write(edge.EdgeId);
    }

    private static void WritePlace(NpgsqlBinaryImporter row, PlaceRow? place)
    {
        if (place is null)
        {
            row.WriteNull();
            row.WriteNull();
            row.WriteNull();
            row.WriteNull();
            return;
        }
        row.Write(place.Id);
        row.Write(place.Name);
        row.Write(place.Lat);
        row.Write(place.Lng);
    }

    private static void WriteText(NpgsqlBinaryImporter row, string? text)
    {
        if (text is null)
        {
            row.WriteNull();
        }
        else
        {
            row.Write(text);
        }
    }

    private static string Email(BulkUser user) => $"{user.Username}@example.org";
}
