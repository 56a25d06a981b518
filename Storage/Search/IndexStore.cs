using Dapper;
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
    /// The row that a post's openness hangs on is there and locked, also before its account is indexed.
    /// </summary>
    private const string LockAuthor =
        """
        with missing as (
            insert into indexed_users
                (user_id, username, display_name, is_private, followers, is_shown, names, name_key)
            values (@AuthorId, '', '', true, 0, false, '', '')
            on conflict do nothing)
        select is_shown and not is_private from indexed_users where user_id = @AuthorId for share
        """;

    private const string UpsertPlace =
        """
        insert into indexed_places (place_id, name, lat, lng, words, spot)
        values (@Id, @Name, @Lat, @Lng, lexemes(@words), ll_to_earth(@Lat, @Lng))
        on conflict (place_id) do update
        set name = excluded.name, lat = excluded.lat, lng = excluded.lng, words = excluded.words, spot = excluded.spot
        where (indexed_places.name, indexed_places.lat, indexed_places.lng, indexed_places.words)
              is distinct from (excluded.name, excluded.lat, excluded.lng, excluded.words)
        """;

    private const string UpsertPost =
        """
        insert into indexed_posts (post_id, author_id, hashtags, place_id, kind, likes, comments, words, is_open)
        values (@PostId, @AuthorId, composed(@Hashtags), @PlaceId, @Kind, @Likes, @Comments, lexemes(@Words), @isOpen)
        on conflict (post_id) do update
        set author_id = excluded.author_id, hashtags = excluded.hashtags, place_id = excluded.place_id,
            kind = excluded.kind, likes = excluded.likes, comments = excluded.comments, words = excluded.words,
            is_open = excluded.is_open
        """;

    private const string PutHashtags =
        """
        with gone as (delete from post_hashtags where post_id = @PostId and tag <> all(composed(@Hashtags)))
        insert into post_hashtags (tag, post_id, author_id, is_open)
        select tag, @PostId, @AuthorId, @isOpen from unnest(composed(@Hashtags)) as tag
        on conflict (tag, post_id) do update set author_id = excluded.author_id, is_open = excluded.is_open
        where (post_hashtags.author_id, post_hashtags.is_open) <> (excluded.author_id, excluded.is_open)
        """;

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

    public Task PutPost(IndexedPost post, CancellationToken ct) => Write(async (connection, transaction) =>
    {
        // A statement of its own: it may wait for the row, and must then see what it waited for.
        var isOpen = await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(
            LockAuthor, post, transaction, cancellationToken: ct))
            ?? await connection.QuerySingleAsync<bool>(new CommandDefinition(
                LockAuthor, post, transaction, cancellationToken: ct));
        if (post.Place is { } place)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                UpsertPlace, new { place.Id, place.Name, place.Lat, place.Lng, words = post.PlaceWords }, transaction,
                cancellationToken: ct));
        }
        var values = new
        {
            post.PostId, post.AuthorId, post.Hashtags, PlaceId = post.Place?.Id, post.Kind, post.Likes, post.Comments,
            post.Words, isOpen,
        };
        await connection.ExecuteAsync(new CommandDefinition(UpsertPost, values, transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(PutHashtags, values, transaction, cancellationToken: ct));
    }, ct);

    public Task RemovePost(long postId, CancellationToken ct) => Write((connection, transaction) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            with post as (delete from indexed_posts where post_id = @postId)
            delete from post_hashtags where post_id = @postId
            """, new { postId }, transaction, cancellationToken: ct)), ct);

    /// <summary>
    /// Two posts that gain and lose the same hashtags may lock their counts crosswise: one starts over.
    /// </summary>
    private async Task Write(Func<NpgsqlConnection, NpgsqlTransaction, Task> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await shards.Directory.OpenConnectionAsync(ct);
                await using var transaction = await connection.BeginTransactionAsync(ct);
                await change(connection, transaction);
                await transaction.CommitAsync(ct);
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
