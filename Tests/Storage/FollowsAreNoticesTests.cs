using Instagram.Storage.Graph;
using Instagram.Storage.Inbox;
using Instagram.Storage.Migrations;
using Instagram.Storage.Shards;
using Instagram.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Storage;

/// <summary>A database of the version before, in which a follow was told by a deed and a fact.</summary>
public sealed class FollowsAreNoticesTests : IAsyncLifetime
{
    private const long Hours12 = 362_387_865_600_000;

    private ShardMap _shards = null!;

    public async Task InitializeAsync() => _shards = new ShardMap(await TestPostgres.NewDatabase(migrated: false));

    public async Task DisposeAsync() => await _shards.DisposeAsync();

    [Fact]
    public async Task What_was_told_or_on_its_way_is_told_by_the_followers()
    {
        var (world, notices) = (StoreWorld.Of(_shards), new NoticeStore(_shards));
        await Migrate(migration => migration.Number < 55);
        var (bob, cara) = (await world.NewUser(), await world.NewUser());
        var (early, late) = (world.NextIdBeside(bob) - (2 * Hours12), world.NextIdBeside(bob));
        // Of bob: one long ago, two lately, one let in, one who left; of cara: one on its way.
        await Execute(
            $$"""
            insert into followers (followee_id, follower_id, edge_id) values
                ({{bob}}, 1, {{early}}), ({{bob}}, 2, {{late}}), ({{bob}}, 3, {{late + 5}}), ({{bob}}, 4, {{late + 6}}),
                ({{cara}}, 6, {{late}});
            insert into notice_deeds (recipient_id, kind, subject_id, actor_id, cause_id, stands, group_id, changed_id)
            values ({{bob}}, 4, 0, 1, {{early}}, true, 1, 1), ({{bob}}, 4, 0, 2, {{late}}, true, 2, 2),
                ({{bob}}, 4, 0, 3, {{late + 5}}, true, 2, 3), ({{bob}}, 4, 0, 5, {{late + 4}}, false, 2, 2);
            insert into notice_groups (recipient_id, id, kind, topic_id, first_cause, changed_id)
            values ({{bob}}, 1, 4, 0, {{early}}, 1), ({{bob}}, 2, 4, 0, {{late}}, 3);
            insert into outbox (id, topic, key, payload, due_at) values (1, 'notices', {{cara}},
                '{"RecipientId":{{cara}},"Kind":4,"ActorId":6,"CauseId":{{late}},"Withdrawn":false}', now());
            """);

        await Migrate(_ => true);

        var groups = await notices.List(bob, long.MaxValue, 10, 10, default);
        Assert.Equal([2L, 1L], groups.Select(group => group.Id));
        Assert.Equal([[3L, 2L], [1L]], groups.Select(group => group.Deeds.Select(deed => deed.ActorId)));
        var told = Assert.Single(await notices.List(cara, long.MaxValue, 10, 10, default));
        Assert.Equal(6, Assert.Single(told.Deeds).ActorId);
        Assert.Empty(await world.Facts("notices"));
        foreach (var (followee, newest) in new[] { (bob, 2L), (cara, told.Id) })
        {
            var next = world.NextIdBeside(bob);
            var change = await world.Graph.Follow(
                followee + 1, followee, next, ifOpen: true, new NoticeStart(followee, next, next + Hours12), [],
                default);
            Assert.Equal(new FollowChange(EdgeChange.Made, false), change);
            Assert.Equal(newest, (await notices.List(followee, long.MaxValue, 1, 10, default))[0].Id);
        }
    }

    private Task Migrate(Func<Migration, bool> wanted) => new Migrator(
        _shards, [.. Migration.Embedded().Where(wanted)], NullLogger<Migrator>.Instance, TimeProvider.System).Apply();

    private async Task Execute(string sql)
    {
        await using var command = _shards.Directory.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
