using Instagram.Storage.Reminders;
using Instagram.Storage.Shards;
using Instagram.Tests.Support;

namespace Instagram.Tests.Storage;

public sealed class ReminderStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReminderRow Expiry = new("story", "7", "expiry", Noon, TimeSpan.FromMinutes(90));

    private ShardMap _shards = null!;
    private ReminderStore _reminders = null!;

    public async Task InitializeAsync()
    {
        _shards = await TestPostgres.NewShardMap();
        _reminders = new ReminderStore(_shards);
    }

    public async Task DisposeAsync() => await _shards.DisposeAsync();

    [Fact]
    public async Task What_was_registered_is_found()
    {
        var etag = await _reminders.Upsert(Expiry);

        Assert.Equal(Expiry with { Etag = etag }, await _reminders.Get("story", "7", "expiry"));
        Assert.Null(await _reminders.Get("story", "7", "other"));
    }

    [Fact]
    public async Task Registering_again_replaces()
    {
        var first = await _reminders.Upsert(Expiry);
        var second = await _reminders.Upsert(Expiry with { Period = TimeSpan.FromHours(1) });

        Assert.NotEqual(first, second);
        var only = Assert.Single(await _reminders.OfGrain("story", "7"));
        Assert.Equal(TimeSpan.FromHours(1), only.Period);
    }

    [Fact]
    public async Task A_time_in_another_zone_is_the_same_time()
    {
        await _reminders.Upsert(Expiry with { DueAt = Noon.ToOffset(TimeSpan.FromHours(5)) });

        Assert.Equal(Noon, (await _reminders.Get("story", "7", "expiry"))!.DueAt);
    }

    [Fact]
    public async Task The_longest_overdue_come_first_and_no_more_than_asked()
    {
        foreach (var minutes in (int[])[3, 1, 2, -1])
        {
            await _reminders.Upsert(Expiry with { Name = $"before {minutes}", DueAt = Noon.AddMinutes(-minutes) });
        }

        var due = await _reminders.DueAt(Noon, 10);
        var two = await _reminders.DueAt(Noon, 2);

        Assert.Equal(["before 3", "before 2", "before 1"], due.Select(reminder => reminder.Name));
        Assert.Equal(due.Take(2), two);
    }

    [Fact]
    public async Task Of_two_that_fire_one_one_moves_it()
    {
        await _reminders.Upsert(Expiry);
        var due = Assert.Single(await _reminders.DueAt(Noon, 10));

        var moved = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => _reminders.Move(due, Noon + Expiry.Period)));

        var won = Assert.Single(moved, reminder => reminder is not null);
        Assert.Equal(won, await _reminders.Get("story", "7", "expiry"));
        Assert.Empty(await _reminders.DueAt(Noon, 10));
    }

    [Fact]
    public async Task A_replaced_reminder_is_not_removed_by_its_old_handle()
    {
        var old = Expiry with { Etag = await _reminders.Upsert(Expiry) };
        var current = Expiry with { Etag = await _reminders.Upsert(Expiry) };

        Assert.False(await _reminders.Remove(old));
        Assert.Null(await _reminders.Move(old, Noon));
        Assert.True(await _reminders.Remove(current));
        Assert.False(await _reminders.Remove(current));
        Assert.Empty(await _reminders.OfGrain("story", "7"));
    }
}
