using Instagram.Storage.Accounts;
using Instagram.Storage.Users;

namespace Instagram.Tests.Storage;

public abstract class AccountStoreTests : IAsyncLifetime
{
    private StoreWorld _world = null!;

    public async Task InitializeAsync() => _world = await MakeWorld();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_account_is_found_by_both_of_its_names_in_any_case()
    {
        var alice = Account("Alice", "Alice@Example.org");

        Assert.Equal(SignUpResult.Created, await _world.Accounts.Create(alice, [], default));

        Assert.Equal(alice.Id, await _world.Accounts.FindByUsername("aLICE", default));
        Assert.Equal(alice.Id, await _world.Accounts.FindByLogin("ALICE", default));
        Assert.Equal(alice.Id, await _world.Accounts.FindByLogin("alice@example.ORG", default));
        Assert.Null(await _world.Accounts.FindByLogin("bob", default));
        Assert.Null(await _world.Accounts.FindByUsername("alice@example.org", default));
        Assert.Equal(
            new UserRow(alice.Id, "Alice", "Someone", "", false, false, null, 0),
            await _world.Users.Find(alice.Id, default));
        Assert.Equal(new UserCountsRow(0, 0, 0), await _world.Users.GetCounts(alice.Id, default));
    }

    [Fact]
    public async Task A_username_that_is_taken_keeps_nothing()
    {
        await _world.Accounts.Create(Account("alice", "alice@example.org"), [], default);
        var second = Account("ALICE", "second@example.org");

        Assert.Equal(SignUpResult.UsernameTaken, await _world.Accounts.Create(second, [], default));

        Assert.Null(await _world.Users.Find(second.Id, default));
        Assert.Equal(
            SignUpResult.Created, await _world.Accounts.Create(Account("second", "second@example.org"), [], default));
    }

    [Fact]
    public async Task A_sign_up_that_loses_by_its_email_leaves_its_username_free()
    {
        await _world.Accounts.Create(Account("alice", "alice@example.org"), [], default);
        var second = Account("bob", "ALICE@example.org");

        Assert.Equal(SignUpResult.EmailTaken, await _world.Accounts.Create(second, [], default));

        Assert.Null(await _world.Users.Find(second.Id, default));
        Assert.Null(await _world.Accounts.FindByUsername("bob", default));
        Assert.Equal(
            SignUpResult.Created, await _world.Accounts.Create(Account("bob", "bob@example.org"), [], default));
    }

    [Fact]
    public async Task Of_many_who_want_one_name_at_once_one_gets_it()
    {
        var wanted = Enumerable.Range(0, 12)
            .Select(i => Account("alice", $"alice{i}@example.org"))
            .ToList();

        var results = await Task.WhenAll(wanted.Select(each => _world.Accounts.Create(each, [], default)));

        Assert.Single(results, SignUpResult.Created);
        var winner = wanted[Array.IndexOf(results, SignUpResult.Created)];
        Assert.Equal(winner.Id, await _world.Accounts.FindByUsername("alice", default));
        foreach (var loser in wanted.Where(each => each != winner))
        {
            Assert.Null(await _world.Users.Find(loser.Id, default));
            Assert.Null(await _world.Accounts.FindByLogin(loser.Email, default));
        }
    }

    [Fact]
    public async Task Names_that_exist_are_found_together()
    {
        var alice = Account("alice", "a@example.org");
        var bob = Account("bob", "b@example.org");
        await _world.Accounts.Create(alice, [], default);
        await _world.Accounts.Create(bob, [], default);

        var found = await _world.Accounts.FindByUsernames(["Alice", "BOB", "carol"], default);

        Assert.Equal(new[] { alice.Id, bob.Id }.Order(), found.Order());
        Assert.Empty(await _world.Accounts.FindByUsernames([], default));
    }

    [Fact]
    public async Task A_profile_is_replaced_with_its_fact_or_without()
    {
        var alice = await _world.NewUser(StoreWorld.HighShard);
        var profile = (await _world.Users.Find(alice, default))! with
        {
            DisplayName = "Alice", Bio = "cats", IsPrivate = true,
        };

        await _world.Users.Update(profile, [_world.Fact(alice, "index")], default);
        await _world.Users.Update(profile, [], default);

        Assert.Equal(profile, await _world.Users.Find(alice, default));
        Assert.Equal(alice, Assert.Single(await _world.Facts("index")).Key);
    }

    private protected abstract Task<StoreWorld> MakeWorld();

    private NewAccount Account(string username, string email) =>
        new(_world.Ids.Next(StoreWorld.HighShard), username, "Someone", email, "hash");
}
