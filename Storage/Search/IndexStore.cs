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

    private const string UpsertPlace =
        """
        insert into indexed_places (place_id, name, lat, lng, words, spot)
        values ($1, $2, $3, $4, lexemes($5), ll_to_earth($3, $4))
        on conflict (place_id) do update
        set name = excluded.name, lat = excluded.lat, lng = excluded.lng, words = excluded.words, spot = excluded.spot
        where (indexed_places.name, indexed_places.lat, indexed_places.lng, indexed_places.words)
              is distinct from (excluded.name, excluded.lat, excluded.lng, excluded.words)
        """;

    private const string UpsertPost =
        """
        insert into indexed_posts (post_id, author_id, hashtags, place_id, kind, likes, comments, words, is_open)
        select $1, $2, composed($3), $4, $5, $6, $7, lexemes($8), is_shown and not is_private
        from indexed_users where user_id = $2
        on conflict (post_id) do update
        set author_id = excluded.author_id, hashtags = excluded.hashtags, place_id = excluded.place_id,
            kind = excluded.kind, likes = excluded.likes, comments = excluded.comments, words = excluded.words,
            is_open = excluded.is_open
        """;

    private const string PutHashtags =
        """
        with gone as (delete from post_hashtags where post_id = $1 and tag <> all(composed($3)))
        insert into post_hashtags (tag, post_id, author_id, is_open)
        select tag, $1, $2, is_shown and not is_private
        from indexed_users cross join unnest(composed($3)) as tag where user_id = $2
        on conflict (tag, post_id) do update set author_id = excluded.author_id, is_open = excluded.is_open
        where (post_hashtags.author_id, post_hashtags.is_open) <> (excluded.author_id, excluded.is_open)
        """;

    private readonly GroupCommit<IndexedPost, bool> _posts = new(shards, PutPosts);

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

    /// <summary>Posts that come together share a commit.</summary>
    public Task PutPost(IndexedPost post, CancellationToken ct) => _posts.Run(shards.Directory, post).WaitAsync(ct);

    public Task RemovePost(long postId, CancellationToken ct) => Write((connection, transaction) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            with post as (delete from indexed_posts where post_id = @postId)
            delete from post_hashtags where post_id = @postId
            """, new { postId }, transaction, cancellationToken: ct)), ct);

    private static async Task<IReadOnlyList<bool>> PutPosts(
        NpgsqlDataSource directory, IReadOnlyList<IndexedPost> posts)
    {
        await Again(async () =>
        {
            long[] authors = [.. posts.Select(post => post.AuthorId).Distinct()];
            await using var batch = directory.CreateBatch();
            Add(AddAuthors, Value(authors));
            // Statements of their own: one may wait for the rows, and the others must see what it waited for.
            Add(LockAuthors, Value(authors));
            foreach (var post in posts)
            {
                if (post.Place is { } place)
                {
                    Add(
                        UpsertPlace, Value(place.Id), Value(place.Name), Value(place.Lat), Value(place.Lng),
                        Value(post.PlaceWords));
                }
                Add(
                    UpsertPost, Value(post.PostId), Value(post.AuthorId), Value(post.Hashtags), Value(post.Place?.Id),
                    Value(post.Kind), Value(post.Likes), Value(post.Comments), Value(post.Words));
                Add(PutHashtags, Value(post.PostId), Value(post.AuthorId), Value(post.Hashtags));
            }
            await batch.ExecuteNonQueryAsync(CancellationToken.None);

            void Add(string sql, params ReadOnlySpan<NpgsqlParameter> values)
            {
                var command = new NpgsqlBatchCommand(sql);
                foreach (var value in values)
                {
                    command.Parameters.Add(value);
                }
                batch.BatchCommands.Add(command);
            }
        });
        return new bool[posts.Count];
    }

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

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
