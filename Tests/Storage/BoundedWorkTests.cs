using Instagram.Storage.Leaving;
using Instagram.Storage.Outbox;
using Instagram.Storage.Shards;
using Instagram.Tests.Security;
using Npgsql;

namespace Instagram.Tests.Storage;

/// <summary>What one person has a great deal of is worked off piece by piece.</summary>
[Collection(SecurityGroup.Name)]
public sealed class BoundedWorkTests(SecurityFixture fixture)
{
    private const int Many = ClosingStore.Batch + 10;

    private readonly Product _product = fixture.Product;

    [Fact]
    public async Task A_closed_account_with_a_great_deal_of_everything_is_removed_in_batches()
    {
        var (bob, eve) = (await _product.SignUp("bob"), await _product.SignUp("eve"));
        await Run(
            $"""
            insert into saves (user_id, post_id, save_id) select {bob.Id}, n, n from generate_series(1, {Many}) n;
            insert into mutes (muter_id, muted_id, edge_id) select n, {bob.Id}, n from generate_series(1, {Many}) n;
            insert into mutes (muter_id, muted_id, edge_id) values ({eve.Id}, 1, 1);
            create function watch_{bob.Id}() returns trigger language plpgsql as $watch$
                begin
                    if (select count(*) from gone) > {ClosingStore.Batch} then
                        raise exception 'too many at once';
                    end if;
                    return null;
                end $watch$;
            create trigger watch after delete on saves referencing old table as gone
                for each statement execute function watch_{bob.Id}();
            create trigger watch after delete on mutes referencing old table as gone
                for each statement execute function watch_{bob.Id}();
            """);
        var closing = _product.Service<ClosingStore>();
        await closing.RemoveOwn(bob.Number, default);
        await closing.RemoveNamed(bob.Number, default);
        Assert.Equal(0L, await Run($"select count(*) from saves where user_id = {bob.Id}"));
        Assert.Equal(0L, await Run($"select count(*) from mutes where muted_id = {bob.Id}"));
        Assert.Equal(1L, await Run($"select count(*) from mutes where muter_id = {eve.Id}"));
    }

    [Fact]
    public async Task An_account_that_opens_lets_in_also_who_waits_behind_more_than_a_turn_takes()
    {
        var (star, fan) = (await _product.SignUp("star"), await _product.SignUp("fan"));
        await star.BecomesPrivate();
        await fan.AsksToFollow(star);
        // Newer requests, of nobody who could be let in: they stay, and must not be all that is ever looked at.
        await Run(
            $"""
            insert into follow_requests (target_id, requester_id, edge_id)
            select {star.Id}, n, {long.MaxValue} - n from generate_series(1, 2100) n
            """);
        await star.BecomesPublic();
        await Eventually.Holds(async () => (await fan.Profile(star)).Viewer!.Follows);
        await Eventually.Becomes(() => _product.Service<OutboxStore>().Count("opened", default), left => left == 0);
    }

    private async Task<object?> Run(string sql)
    {
        await using var connection = await _product.Service<ShardMap>().Directory.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
