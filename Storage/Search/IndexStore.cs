using Dapper;
using Instagram.Storage.Commits;
using Instagram.Storage.Shards;
using Npgsql;

namespace Instagram.Storage.Search;

/// <summary>
/// Writes the index, in the directory's database. Whether a post is open follows its author's row here: who writes
/// either locks that row first, so that a post indexed while its author hides cannot come out open.
/// </summary>
public sealed class IndexStore(ShardMap shards)
{
    private const int Attempts = 5;

    private const string UpsertUser =
        """
        insert into indexed_users (user_id, username, display_name, is_private, followers, is_shown, names, name_key)
        values (@UserId, @Username, @DisplayName, @IsPrivate, @Followers, @IsShown, lexemes(@Names),
                normalize(array_to_string(@Names, ' ')))
        on conflict (user_id) do update
        set username = excluded.username, display_name = excluded.display_name, is_private = excluded.is_private,
            followers = excluded.followers, is_shown = excluded.is_shown, names = excluded.names,
            name_key = excluded.name_key
        """;

    /// <summary>
    /// The rows that posts' openness hangs on are there and locked, also before their accounts are indexed.
    /// </summary>
    private const string AddAuthors =
        """
        insert into indexed_users (user_id, username, display_name, is_private, followers, is_shown, names, name_key)
        select id, '', '', true, 0, false, '', '' from unnest($1::bigint[]) as author (id) order by id
        on conflict do nothing
        """;

    private const string LockAuthors =
        "select from indexed_users where user_id = any($1) order by user_id for share";

    /// <summary>Words come with a space between two, and become lexemes all at once.</summary>
    private const string UpsertPlaces =
        """
        insert into indexed_places (place_id, name, lat, lng, words, spot)
        select id, name, lat, lng, array_to_tsvector(string_to_array(normalize(words), ' ')), ll_to_earth(lat, lng)
        from unnest($1::bigint[], $2::text[], $3::float8[], $4::float8[], $5::text[])
            as place (id, name, lat, lng, words)
        order by id
        on conflict (place_id) do update
        set name = excluded.name, lat = excluded.lat, lng = excluded.lng, words = excluded.words, spot = excluded.spot
        where (indexed_places.name, indexed_places.lat, indexed_places.lng, indexed_places.words)
              is distinct from (excluded.name, excluded.lat, excluded.lng, excluded.words)
        """;

    private const string UpsertPosts =
        """
        insert into indexed_posts (post_id, author_id, hashtags, place_id, kind, likes, comments, words, is_open)
        select id, author_id, case when tags = '' then '{}' else composed(string_to_array(tags, ' ')) end, place_id,
               kind, likes, comments, array_to_tsvector(string_to_array(normalize(words), ' ')),
               is_shown and not is_private
        from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::smallint[], $6::int[], $7::int[],
                    $8::text[]) as post (id, author_id, tags, place_id, kind, likes, comments, words)
        join indexed_users on user_id = author_id
        on conflict (post_id) do update
        set author_id = excluded.author_id, hashtags = excluded.hashtags, place_id = excluded.place_id,
            kind = excluded.kind, likes = excluded.likes, comments = excluded.comments, words = excluded.words,
            is_open = excluded.is_open
        """;

    /// <summary>Behind the posts, whose hashtags these are.</summary>
    private const string PutHashtags =
        """
        with post as materialized (
            select post_id, author_id, hashtags, is_open from indexed_posts where post_id = any($1)),
        gone as (
            delete from post_hashtags old using post where old.post_id = post.post_id and old.tag <> all(hashtags))
        insert into post_hashtags (tag, post_id, author_id, is_open)
        select tag, post_id, author_id, is_open from post cross join unnest(hashtags) as tag order by tag
        on conflict (tag, post_id) do update set author_id = excluded.author_id, is_open = excluded.is_open
        where (post_hashtags.author_id, post_hashtags.is_open) <> (excluded.author_id, excluded.is_open)
        """;

    private readonly GroupCommit<IndexedPost, bool> _posts = new(shards, PutPosts, shards.GatherFor);

    /// <summary>When it returns, each of the account's posts is as open as the account is.</summary>
    public Task PutUser(IndexedUser user, CancellationToken ct) => Write(async (connection, transaction) =>
    {
        await connection.ExecuteAsync(new CommandDefinition(UpsertUser, user, transaction, cancellationToken: ct));
        var isOpen = user.IsShown && !user.IsPrivate;
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with posts as (
                update indexed_posts set is_open = @isOpen where author_id = @UserId and is_open <> @isOpen)
            update post_hashtags set is_open = @isOpen where author_id = @UserId and is_open <> @isOpen
            """, new { user.UserId, isOpen }, transaction, cancellationToken: ct));
    }, ct);

    /// <summary>The account and all of its posts.</summary>
    public Task RemoveUser(long userId, CancellationToken ct) => Write((connection, transaction) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            with account as (delete from indexed_users where user_id = @userId),
                 posts as (delete from indexed_posts where author_id = @userId)
            delete from post_hashtags where author_id = @userId
            """, new { userId }, transaction, cancellationToken: ct)), ct);

    /// <summary>Posts that come within a moment share a commit, for which each waits: it is no reader's way.</summary>
    public Task PutPost(IndexedPost post, CancellationToken ct) => _posts.Run(shards.Directory, post).WaitAsync(ct);

    public Task RemovePost(long postId, CancellationToken ct) => Write((connection, transaction) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            with post as (delete from indexed_posts where post_id = @postId)
            delete from post_hashtags where post_id = @postId
            """, new { postId }, transaction, cancellationToken: ct)), ct);

    private static async Task<IReadOnlyList<bool>> PutPosts(
        NpgsqlDataSource directory, IReadOnlyList<IndexedPost> group)
    {
        // Of one post the last, which was read last.
        IndexedPost[] posts = [.. group.GroupBy(post => post.PostId).Select(same => same.Last())];
        IndexedPost[] withPlace =
        [
            .. posts.Where(post => post.Place is not null).GroupBy(post => post.Place!.Id).Select(same => same.Last()),
        ];
        long[] retagged = [.. posts.Where(post => post.MayHaveHashtags).Select(post => post.PostId)];
        var authors = Values(posts.DistinctBy(post => post.AuthorId), post => post.AuthorId);
        await Again(async () =>
        {
            await using var batch = directory.CreateBatch();
            Add(AddAuthors, authors);
            // Statements of their own: one may wait for the rows, and the others must see what it waited for.
            Add(LockAuthors, authors);
            if (withPlace.Length > 0)
            {
                Add(
                    UpsertPlaces, Values(withPlace, post => post.Place!.Id),
                    Values(withPlace, post => post.Place!.Name), Values(withPlace, post => post.Place!.Lat),
                    Values(withPlace, post => post.Place!.Lng),
                    Values(withPlace, post => string.Join(' ', post.PlaceWords)));
            }
            Add(
                UpsertPosts, Values(posts, post => post.PostId), Values(posts, post => post.AuthorId),
                Values(posts, post => string.Join(' ', post.Hashtags)), Values(posts, post => post.Place?.Id),
                Values(posts, post => post.Kind), Values(posts, post => post.Likes),
                Values(posts, post => post.Comments), Values(posts, post => string.Join(' ', post.Words)));
            if (retagged.Length > 0)
            {
                Add(PutHashtags, retagged);
            }
            await batch.ExecuteNonQueryAsync(CancellationToken.None);

            void Add(string sql, params ReadOnlySpan<Array> values)
            {
                var command = new NpgsqlBatchCommand(sql);
                foreach (var value in values)
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                }
                batch.BatchCommands.Add(command);
            }
        });
        return new bool[group.Count];
    }

    private static T[] Values<T>(IEnumerable<IndexedPost> posts, Func<IndexedPost, T> column) =>
        [.. posts.Select(column)];

    private Task Write(Func<NpgsqlConnection, NpgsqlTransaction, Task> change, CancellationToken ct) =>
        Again(async () =>
        {
            await using var connection = await shards.Directory.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await change(connection, transaction);
            await transaction.CommitAsync(ct);
        });

    /// <summary>
    /// Two posts that gain and lose the same hashtags may lock their counts crosswise: one starts over.
    /// </summary>
    private static async Task Again(Func<Task> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await write();
                return;
            }
            catch (PostgresException lost) when (
                lost.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                // The transaction is rolled back; the other one goes on.
            }
        }
    }
}
