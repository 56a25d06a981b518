using Instagram.Storage.Feed;
using Instagram.Storage.Migrations;
using Instagram.Storage.Shards;
using Instagram.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Tests.Storage;

public sealed class AffinityStoreTests
{
    [Theory]
    [InlineData(StoreWorld.LowShard)]
    [InlineData(StoreWorld.HighShard)]
    public async Task What_is_saved_last_is_found_by_itself_and_with_the_reader_until_it_is_forgotten(int shard)
    {
        await using var world = await StoreWorld.TwoDatabases();
        var (store, timelines) = (new AffinityStore(world.Shards), new TimelineStore(world.Shards));
        var reader = await world.NewUser(shard);
        Assert.Null(await store.Find(reader, default));
        Assert.Null((await timelines.LoadReader(reader, 10, 10, default)).Affinities);
        await store.Save(reader, [1], default);
        await store.Save(reader, [2, 3], default);
        Assert.Equal([2, 3], await store.Find(reader, default));
        Assert.Equal([2, 3], (await timelines.LoadReader(reader, 10, 10, default)).Affinities);
        await store.Forget(reader, default);
        Assert.Null(await store.Find(reader, default));
    }

    [Fact]
    public async Task What_was_a_grains_state_is_moved()
    {
        await using var shards = new ShardMap(await TestPostgres.NewDatabase(migrated: false));
        await Migrate(shards, migration => migration.Number < 56);
        await using (var command = shards.Directory.CreateCommand(
            """
            insert into grain_state (grain_type, grain_key, state_name, data)
            values ('feed', 'AB54A98CEB1F0AD2', 'affinity', '\x01'), ('feed', '7F', 'affinity', '\x02'),
                   ('user', '7F', 'other', '\x03')
            """))
        {
            await command.ExecuteNonQueryAsync();
        }
        await Migrate(shards, _ => true);
        var store = new AffinityStore(shards);
        Assert.Equal([1], await store.Find(unchecked((long)0xAB54A98CEB1F0AD2), default));
        Assert.Equal([2], await store.Find(0x7F, default));
    }

    private static Task Migrate(ShardMap shards, Func<Migration, bool> wanted) => new Migrator(
        shards, [.. Migration.Embedded().Where(wanted)], NullLogger<Migrator>.Instance, TimeProvider.System).Apply();
}
