using System.Security.Cryptography;
using Instagram.Storage.Accounts;

namespace Instagram.Tests.Storage;

public sealed class SessionStoreTests : IAsyncLifetime
{
    /// <summary>What <see cref="StoreWorld"/> gives everyone.</summary>
    private const string PasswordHash = "hash";

    private StoreWorld _world = null!;
    private SessionStore _sessions = null!;
    private long _alice;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.OneDatabase();
        _sessions = new SessionStore(_world.Shards);
        _alice = await _world.NewUser();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_session_is_found_as_it_was_created()
    {
        var session = await SignIn(_alice);

        var found = (await _sessions.Find(session.Id, default))!;

        Assert.Equal(session.AccessHash, found.AccessHash);
        Assert.Equal(session.RefreshHash, found.RefreshHash);
        Assert.Equal(
            session with { AccessHash = found.AccessHash, RefreshHash = found.RefreshHash }, found);
        Assert.Null(await _sessions.Find(session.Id + 1, default));
    }

    [Fact]
    public async Task A_rotation_replaces_both_tokens_and_remembers_the_spent_one()
    {
        var session = await SignIn(_alice);
        var renewed = Renew(session);

        Assert.True(await _sessions.Rotate(session.RefreshHash, renewed, default));

        var found = (await _sessions.Find(session.Id, default))!;
        Assert.Equal(renewed.AccessHash, found.AccessHash);
        Assert.Equal(renewed.RefreshHash, found.RefreshHash);
        Assert.True(await _sessions.IsSpent(session.Id, session.RefreshHash, default));
        Assert.False(await _sessions.IsSpent(session.Id, renewed.RefreshHash, default));
    }

    [Fact]
    public async Task A_spent_token_rotates_nothing()
    {
        var session = await SignIn(_alice);
        var renewed = Renew(session);
        await _sessions.Rotate(session.RefreshHash, renewed, default);

        Assert.False(await _sessions.Rotate(session.RefreshHash, Renew(session), default));

        Assert.Equal(renewed.RefreshHash, (await _sessions.Find(session.Id, default))!.RefreshHash);
    }

    [Fact]
    public async Task Of_rotations_at_once_one_wins()
    {
        var session = await SignIn(_alice);

        var won = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => _sessions.Rotate(session.RefreshHash, Renew(session), default)));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task A_session_is_ended_by_its_user_only_and_once()
    {
        var session = await SignIn(_alice);
        var bob = await _world.NewUser();

        Assert.False(await _sessions.End(bob, session.Id, default));
        Assert.True(await _sessions.End(_alice, session.Id, default));
        Assert.False(await _sessions.End(_alice, session.Id, default));
        Assert.Null(await _sessions.Find(session.Id, default));
    }

    [Fact]
    public async Task An_ended_session_takes_its_spent_tokens_along_and_rotates_no_more()
    {
        var session = await SignIn(_alice);
        var renewed = Renew(session);
        await _sessions.Rotate(session.RefreshHash, renewed, default);

        await _sessions.End(_alice, session.Id, default);

        Assert.False(await _sessions.IsSpent(session.Id, session.RefreshHash, default));
        Assert.False(await _sessions.Rotate(renewed.RefreshHash, Renew(session), default));
    }

    [Fact]
    public async Task A_new_password_ends_every_session_but_one_and_no_one_elses()
    {
        var kept = await SignIn(_alice);
        var second = await SignIn(_alice);
        var third = await SignIn(_alice);
        var bobs = await SignIn(await _world.NewUser());

        var ended = await _sessions.ChangePassword(_alice, "new hash", kept.Id, default);

        Assert.Equal("new hash", await _world.Accounts.GetPasswordHash(_alice, default));
        Assert.Equal(new[] { second.Id, third.Id }.Order(), ended.Order());
        Assert.NotNull(await _sessions.Find(kept.Id, default));
        Assert.NotNull(await _sessions.Find(bobs.Id, default));
    }

    [Fact]
    public async Task A_password_that_was_replaced_opens_no_session()
    {
        var kept = await SignIn(_alice);
        await _sessions.ChangePassword(_alice, "new hash", kept.Id, default);

        Assert.False(await _sessions.Create(NewSession(_alice), PasswordHash, default));
        Assert.True(await _sessions.Create(NewSession(_alice), "new hash", default));
    }

    [Fact]
    public async Task Sign_ins_at_the_time_of_a_new_password_leave_no_session_of_the_old_one()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            var user = await _world.NewUser();
            var kept = await SignIn(user);
            var signingIn = Enumerable.Range(0, 6)
                .Select(_ => _sessions.Create(NewSession(user), PasswordHash, default)).ToArray();
            await Task.WhenAll([_sessions.ChangePassword(user, "new hash", kept.Id, default), .. signingIn]);

            Assert.Equal(kept.Id, Assert.Single(await List(user)).Id);
        }
    }

    [Fact]
    public async Task The_list_goes_on_where_a_page_ended()
    {
        var first = await SignIn(_alice);
        var second = await SignIn(_alice);

        Assert.Equal(second.Id, Assert.Single(await List(_alice, limit: 1)).Id);
        Assert.Equal(first.Id, Assert.Single(await List(_alice, before: second.Id)).Id);
    }

    [Fact]
    public async Task The_list_has_the_living_newest_first()
    {
        var first = await SignIn(_alice);
        var second = await SignIn(_alice);
        await SignIn(await _world.NewUser());
        var expired = NewSession(_alice) with { RefreshExpiresAt = StoreWorld.Noon };
        await _sessions.Create(expired, PasswordHash, default);

        var listed = await List(_alice);

        Assert.Equal([second.Id, first.Id], listed.Select(session => session.Id));
    }

    private async Task<SessionRow> SignIn(long user)
    {
        var session = NewSession(user);
        Assert.True(await _sessions.Create(session, PasswordHash, default));
        return session;
    }

    private Task<IReadOnlyList<SessionRow>> List(long user, long before = long.MaxValue, int limit = 100) =>
        _sessions.List(user, StoreWorld.Noon, before, limit, default);

    private SessionRow NewSession(long user) => Renew(new SessionRow(
        _world.NextIdBeside(user),
        user,
        [],
        StoreWorld.Noon.AddMinutes(15),
        [],
        StoreWorld.Noon.AddDays(30),
        StoreWorld.Noon,
        "a browser"));

    private static SessionRow Renew(SessionRow session) => session with
    {
        AccessHash = RandomNumberGenerator.GetBytes(32),
        RefreshHash = RandomNumberGenerator.GetBytes(32),
    };
}
