using Dapper;
using Instagram.Storage.Comments;

namespace Instagram.Tests.Storage;

public sealed class CommentStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private CommentStore _comments = null!;
    private long _post;
    private long _comment;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.OneDatabase();
        _comments = new CommentStore(_world.Shards);
        _post = await _world.NewPublishedPost(await _world.NewUser());
        _comment = _world.NextIdBeside(_post);
        await _comments.Add(new CommentRow(_comment, _post, 1, "well", null), [], default);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_like_under_way_while_its_comment_goes_leaves_nothing(bool isPurge)
    {
        await using var connection = await _world.Shards.For(_comment).OpenConnectionAsync();
        Task removing;
        await using (var like = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync(
                """
                select from comment_counts where comment_id = @_comment for update;
                insert into comment_likes (comment_id, user_id) values (@_comment, 7);
                update comment_counts set likes = likes + 1 where comment_id = @_comment
                """, new { _comment }, like);
            removing = isPurge
                ? _comments.Purge(_post, 100, default)
                : _comments.Remove(_post, _comment, default);
            await Eventually.Holds(() => like.Connection!.ExecuteScalarAsync<bool>(
                "select exists (select from pg_locks where not granted)", transaction: like));
            await like.CommitAsync();
        }
        await removing;

        Assert.Null(await _comments.Find(_comment, default));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>(
            "select (select count(*) from comment_likes) + (select count(*) from comment_counts)"));
    }
}
