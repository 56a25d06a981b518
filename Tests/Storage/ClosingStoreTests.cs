using Dapper;
using Instagram.Storage.Accounts;
using Instagram.Storage.Leaving;

namespace Instagram.Tests.Storage;

public sealed class ClosingStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;
    private ClosingStore _closing = null!;
    private SessionStore _sessions = null!;
    private long _bob;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.TwoDatabases();
        _closing = new ClosingStore(_world.Shards);
        _sessions = new SessionStore(_world.Shards);
        _bob = await _world.NewUser(StoreWorld.HighShard);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Closing_commits_with_its_fact_and_ends_the_sessions()
    {
        var (one, two) = (await NewSession(), await NewSession());
        var fact = _world.Fact(_bob, "closed");

        var ended = await _closing.Close(_bob, "hash", [fact], default);

        Assert.Equal(new[] { one, two }.Order(), ended!.Order());
        Assert.Null(await _sessions.Find(one, default));
        Assert.Equal(2, (await _world.Users.Find(_bob, default))!.Standing);
        Assert.Equal(fact.Id, Assert.Single(await _world.Facts("closed")).Id);
        Assert.Null(await _world.Accounts.GetPasswordHash(_bob, default));
        Assert.False(await OpenSession());
    }

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_closes_nothing()
    {
        await NewSession();
        Assert.Null(await _closing.Close(_bob, "another", [_world.Fact(_bob, "closed")], default));
        Assert.Equal(0, (await _world.Users.Find(_bob, default))!.Standing);
        Assert.Empty(await _world.Facts("closed"));
    }

    [Fact]
    public async Task Closing_many_times_at_once_closes_once()
    {
        var closed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            _closing.Close(_bob, "hash", [_world.Fact(_bob, "closed")], default))));
        Assert.Single(closed, ended => ended is not null);
        Assert.Single(await _world.Facts("closed"));
    }

    [Fact]
    public async Task No_session_survives_a_closing_that_it_races_with()
    {
        for (var round = 0; round < 10; round++)
        {
            var user = _bob = await _world.NewUser(StoreWorld.HighShard);
            await StoreWorld.Together(Enumerable.Range(0, 8).Select(i => (Func<Task>)(
                i == 4 ? () => _closing.Close(user, "hash", [], default) : OpenSession)));
            Assert.Empty(await _sessions.List(user, StoreWorld.Noon.AddYears(-1), long.MaxValue, 100, default));
        }
    }

    [Fact]
    public async Task Emptying_frees_the_address_and_keeps_the_name_and_repeats()
    {
        var email = await _closing.GetEmail(_bob, default);
        await _closing.Close(_bob, "hash", [], default);
        await _closing.Empty(_bob, default);
        await _closing.Empty(_bob, default);

        Assert.Null(await _closing.GetEmail(_bob, default));
        Assert.Equal("||||f|f|2", await Remains.Tombstone(_bob, _world.Shards));
        var next = _world.Ids.Next(StoreWorld.LowShard);
        Assert.Equal(SignUpResult.UsernameTaken, await _world.Accounts.Create(
            new NewAccount(next, $"USER{_bob}", "Other", "other@example.org", "hash"), [], default));
        Assert.Equal(SignUpResult.Created, await _world.Accounts.Create(
            new NewAccount(next, "another", "Other", email!, "hash"), [], default));
        await _closing.Empty(_bob, default);
        Assert.Equal(next, await _world.Accounts.FindByLogin(email!, default));
    }

    [Fact]
    public async Task An_account_that_is_not_closed_is_not_emptied()
    {
        await _closing.Empty(_bob, default);
        Assert.Equal("hash", await _world.Accounts.GetPasswordHash(_bob, default));
        Assert.Equal((0, 0), await _world.Users.GetCounts(_bob, default) is var counts
            ? (counts.Posts, counts.Followers)
            : default);
    }

    [Fact]
    public async Task A_like_whose_comment_is_gone_goes_with_the_account()
    {
        await using (var connection = await _world.Shards.For(StoreWorld.LowShard).OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                "insert into comment_likes (comment_id, user_id) values (@comment, @_bob)",
                new { comment = _world.Ids.Next(StoreWorld.LowShard), _bob });
        }
        await _closing.RemoveNamed(_bob, default);
        Assert.Empty(await new DeedStore(_world.Shards).CommentLikes(_bob, default).ToListAsync());
    }

    private async Task<long> NewSession()
    {
        var id = _world.NextIdBeside(_bob);
        Assert.True(await Open(id));
        return id;
    }

    private Task<bool> OpenSession() => Open(_world.NextIdBeside(_bob));

    private Task<bool> Open(long id) => _sessions.Create(
        new SessionRow(
            id, _bob, new byte[32], StoreWorld.Noon.AddYears(1), new byte[32], StoreWorld.Noon.AddYears(1),
            StoreWorld.Noon, "test"),
        "hash", default);
}
