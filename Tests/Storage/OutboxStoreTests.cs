using Instagram.Storage.Outbox;

namespace Instagram.Tests.Storage;

public sealed class OutboxStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    private StoreWorld _world = null!;
    private long _alice;

    public async Task InitializeAsync()
    {
        _world = await StoreWorld.OneDatabase();
        _alice = await _world.NewUser();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_fact_is_taken_when_it_is_due_as_it_was_written()
    {
        var fact = await Append(StoreWorld.Noon);

        Assert.Empty(await Take(StoreWorld.Noon.AddSeconds(-1)));
        var taken = Assert.Single(await Take(StoreWorld.Noon));

        Assert.Equal(fact, taken with { DueAt = fact.DueAt });
    }

    [Fact]
    public async Task A_taken_fact_comes_again_until_it_is_done()
    {
        var fact = await Append(StoreWorld.Noon);
        await Take(StoreWorld.Noon);

        Assert.Empty(await Take(StoreWorld.Noon + Delay - TimeSpan.FromTicks(10)));
        Assert.Single(await Take(StoreWorld.Noon + Delay));
        Assert.Equal(1, await _world.Outbox.Count(default));

        _world.Outbox.Done(fact.Id);
        _world.Outbox.Done(fact.Id);

        await Eventually.Holds(async () => await _world.Outbox.Count(default) == 0);
        Assert.Empty(await Take(StoreWorld.Noon.AddYears(1)));
    }

    [Fact]
    public async Task Each_attempt_waits_twice_as_long_up_to_16_times()
    {
        await Append(StoreWorld.Noon);
        var now = StoreWorld.Noon;
        var waits = new List<double>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var next = Assert.Single(await Take(now)).DueAt;
            waits.Add((next - now) / Delay);
            now = next;
        }

        Assert.Equal([1, 2, 4, 8, 16, 16, 16, 16, 16], waits);
    }

    [Fact]
    public async Task Readers_at_once_never_take_the_same_fact()
    {
        for (var i = 0; i < 60; i++)
        {
            await Append(StoreWorld.Noon);
        }

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => Take(StoreWorld.Noon, 10))));

        var ids = taken.SelectMany(facts => facts).Select(fact => fact.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        ids.AddRange((await Take(StoreWorld.Noon, 100)).Select(fact => fact.Id));
        Assert.Equal(60, ids.Distinct().Count());
    }

    [Fact]
    public async Task The_oldest_due_are_taken_first_and_no_more_than_asked()
    {
        var late = await Append(StoreWorld.Noon);
        var early = await Append(StoreWorld.Noon.AddMinutes(-2));
        var middle = await Append(StoreWorld.Noon.AddMinutes(-1));

        Assert.Equal([early.Id, middle.Id], (await Take(StoreWorld.Noon, 2)).Select(fact => fact.Id));
        Assert.Equal([late.Id], (await Take(StoreWorld.Noon, 2)).Select(fact => fact.Id));
    }

    [Fact]
    public async Task Facts_of_every_database_are_counted_and_taken()
    {
        await using var world = await StoreWorld.TwoDatabases();
        foreach (var shard in (int[])[StoreWorld.LowShard, StoreWorld.HighShard])
        {
            var user = await world.NewUser(shard);
            await world.Users.Update((await world.Users.Find(user, default))!, [world.Fact(user)], default);
        }

        Assert.Equal(2, await world.Outbox.Count(default));
        for (var database = 0; database < 2; database++)
        {
            Assert.Single(await world.Outbox.TakeDue(database, StoreWorld.Noon, Delay, 10, default));
        }
    }

    private async Task<OutboxFact> Append(DateTimeOffset due)
    {
        var fact = _world.Fact(_alice) with { DueAt = due };
        await _world.Users.Update((await _world.Users.Find(_alice, default))!, [fact], default);
        return fact;
    }

    private Task<IReadOnlyList<OutboxFact>> Take(DateTimeOffset now, int limit = 100) =>
        _world.Outbox.TakeDue(0, now, Delay, limit, default);
}
