using System.Globalization;
using Instagram.Storage;
using Instagram.Storage.Migrations;
using Instagram.Storage.Postgres;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Instagram.Tests.Support;

/// <summary>
/// One private server for the whole test run, started by the first test that needs it and ended with the process.
/// Every caller gets databases of its own.
/// </summary>
public static class TestPostgres
{
    private const string Template = "migrated";

    private static readonly Lazy<Task<PrivatePostgres>> Server = new(Start);
    private static readonly SemaphoreSlim Creation = new(1);
    private static int _databases;

    /// <summary>The connection string of a fresh database with this version's schema, or an empty one.</summary>
    public static async Task<string> NewDatabase(bool migrated = true)
    {
        var server = await Server.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        var template = migrated ? Template : "template1";
        // The template must have no other user while it is copied.
        await Creation.WaitAsync();
        try
        {
            await Execute(server, $"create database {name} template {template}");
        }
        finally
        {
            Creation.Release();
        }
        return ConnectionTo(server, name);
    }

    /// <summary>A map with one fresh database for everything.</summary>
    public static async Task<ShardMap> NewShardMap() => new(await NewDatabase(), Options());

    /// <summary>
    /// A map with the lower half of the shards, and the directory, in one database and the rest in another.
    /// </summary>
    public static async Task<ShardMap> NewTwoDatabaseShardMap()
    {
        var low = await NewDatabase();
        var high = await NewDatabase();
        return new ShardMap(low, [new("0-4095", low), new("4096-8191", high)], Options());
    }

    private static StorageOptions Options() => new() { MaxPoolSize = 10 };

    private static async Task<PrivatePostgres> Start()
    {
        var directory = TestDirectories.ForThisRun("postgres");
        var options = new PrivatePostgresOptions
        {
            DataDirectory = directory,
            MaxConnections = 400,
            SharedBuffersMegabytes = 64,
            StopTimeoutSeconds = 1,
            // The machine may lose what a test wrote.
            Settings = { ["fsync"] = "off", ["synchronous_commit"] = "off", ["full_page_writes"] = "off" },
        };
        var server = await PrivatePostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System);
        TestDirectories.BeforeRemoval(() => server.DisposeAsync().AsTask().GetAwaiter().GetResult());
        await Execute(server, $"create database {Template}");
        await using var shards = new ShardMap(ConnectionTo(server, Template), Options());
        await new Migrator(shards, NullLogger<Migrator>.Instance, TimeProvider.System).Apply();
        return server;
    }

    private static string ConnectionTo(PrivatePostgres server, string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ConnectionString;

    private static async Task Execute(PrivatePostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
