using Instagram.Storage.Migrations;
using Instagram.Storage.Shards;
using Instagram.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Instagram.Tests.Storage;

public sealed class MigratorTests : IAsyncLifetime
{
    private static readonly Migration First = new(1, "first", "create table a (x integer); insert into a values (1);");
    private static readonly Migration Second = new(2, "second", "insert into a values (2);");

    private ShardMap _shards = null!;

    public async Task InitializeAsync() => _shards = new ShardMap(await TestPostgres.NewDatabase(migrated: false));

    public async Task DisposeAsync() => await _shards.DisposeAsync();

    [Fact]
    public async Task Migrations_are_applied_in_order_and_once()
    {
        await Migrator(Second, First).Apply();
        await Migrator(First, Second).Apply();

        Assert.Equal([1, 2], await Values(_shards.Directory));
    }

    [Fact]
    public async Task A_later_version_adds_its_own()
    {
        await Migrator(First).Apply();
        await Migrator(First, Second).Apply();

        Assert.Equal([1, 2], await Values(_shards.Directory));
    }

    [Fact]
    public async Task Processes_that_start_together_apply_each_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Migrator(First, Second).Apply()));

        Assert.Equal([1, 2], await Values(_shards.Directory));
    }

    [Fact]
    public async Task A_failing_migration_leaves_nothing_and_keeps_those_before_it()
    {
        var failing = new Migration(2, "failing", "insert into a values (7); insert into nowhere values (1);");

        await Assert.ThrowsAsync<PostgresException>(() => Migrator(First, failing).Apply());

        Assert.Equal([1], await Values(_shards.Directory));
        await Migrator(First, Second).Apply();
        Assert.Equal([1, 2], await Values(_shards.Directory));
    }

    [Fact]
    public async Task A_changed_migration_is_refused_by_name()
    {
        await Migrator(First, Second).Apply();

        var refusal = await Assert.ThrowsAsync<MigrationException>(
            () => Migrator(First with { Sql = "create table b (x integer)" }, Second).Apply());

        Assert.Contains("0001_first", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_untouched()
    {
        await Migrator(First, Second).Apply();

        var refusal = await Assert.ThrowsAsync<MigrationException>(
            () => Migrator(First, new Migration(3, "third", "insert into a values (3)")).Apply());

        Assert.Contains("0002_second", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], await Values(_shards.Directory));
    }

    [Fact]
    public async Task A_server_without_an_extension_is_refused_with_what_to_do()
    {
        var asking = new Migration(2, "asking", "create extension if not exists no_such_thing;");

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => Migrator(First, asking).Apply());

        Assert.Contains("create extension no_such_thing;", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([1], await Values(_shards.Directory));
    }

    [Fact]
    public async Task Every_database_of_the_map_is_migrated()
    {
        var low = await TestPostgres.NewDatabase(migrated: false);
        var high = await TestPostgres.NewDatabase(migrated: false);
        await using var shards = new ShardMap(low, [new("0-4095", low), new("4096-8191", high)]);

        await new Migrator(shards, [First, Second], NullLogger<Migrator>.Instance, TimeProvider.System).Apply();

        Assert.Equal(2, shards.All.Count);
        foreach (var database in shards.All)
        {
            Assert.Equal([1, 2], await Values(database));
        }
    }

    [Fact]
    public async Task Line_endings_of_a_checkout_change_no_checksum()
    {
        var unix = new Migration(1, "first", "create table a (x integer);\ninsert into a values (1);\n");
        await Migrator(unix).Apply();

        await Migrator(unix with { Sql = unix.Sql.ReplaceLineEndings("\r\n") }).Apply();

        Assert.Equal([1], await Values(_shards.Directory));
    }

    [Fact]
    public async Task A_number_that_is_used_twice_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Migrator(First, Second with { Number = 1 }).Apply());

    [Fact]
    public async Task The_schema_of_this_version_applies_to_an_empty_database()
    {
        await new Migrator(_shards, NullLogger<Migrator>.Instance, TimeProvider.System).Apply();
        await new Migrator(_shards, NullLogger<Migrator>.Instance, TimeProvider.System).Apply();

        await using var command = _shards.Directory.CreateCommand("select count(*) from schema_migrations");
        Assert.Equal((long)Migration.Embedded().Count, await command.ExecuteScalarAsync());
    }

    private Migrator Migrator(params Migration[] migrations) =>
        new(_shards, migrations, NullLogger<Migrator>.Instance, TimeProvider.System);

    private static async Task<List<int>> Values(NpgsqlDataSource database)
    {
        var values = new List<int>();
        await using var command = database.CreateCommand("select x from a order by x");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetInt32(0));
        }
        return values;
    }
}
