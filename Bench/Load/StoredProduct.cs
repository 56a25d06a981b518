using Instagram.Storage.Bulk;
using Instagram.Storage.Postgres;
using Instagram.Storage.Shards;
using Microsoft.Extensions.Logging.Abstractions;

namespace Instagram.Bench.Load;

/// <summary>
/// The product's data directory, whose store is filled while the product does not run: it makes its tables itself, and
/// with them the index of an empty instance, which is not what is measured.
/// </summary>
internal static class StoredProduct
{
    public static async Task Make(string data) => await (await ProductProcess.Start(data)).DisposeAsync();

    /// <param name="settings">Of PostgreSQL, for as long as this takes.</param>
    public static async Task Fill(
        string data, Func<ShardMap, Task> fill, IReadOnlyDictionary<string, string>? settings = null)
    {
        var options = new PrivatePostgresOptions { DataDirectory = data };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            options.Settings[name] = value;
        }
        await using var postgres = await PrivatePostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System);
        using var shards = new ShardMap(postgres.ConnectionString);
        await fill(shards);
    }

    /// <summary>As a user starts it, but without a limit on what one does in an hour.</summary>
    public static Task<ProductProcess> Start(string data, params string[] settings) => ProductProcess.Start(
        data, ["--Limits:Enabled", "false", "--Logging:LogLevel:Default", "Warning", .. settings]);
}
