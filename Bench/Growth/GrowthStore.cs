using Instagram.Bench.Load;
using Instagram.Storage.Bulk;

namespace Instagram.Bench.Growth;

/// <summary>A store that grows between runs of the product, in a directory that goes away.</summary>
internal sealed class GrowthStore : IAsyncDisposable
{
    /// <summary>
    /// What is filled in can be filled in again: for that long nothing waits for the disk, and the log is long.
    /// </summary>
    private static readonly Dictionary<string, string> Filling = new()
    {
        ["fsync"] = "off",
        ["full_page_writes"] = "off",
        ["synchronous_commit"] = "off",
        ["max_wal_size"] = "4GB",
        ["shared_buffers"] = "2GB",
        ["maintenance_work_mem"] = "512MB",
    };

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("instagram-bench-");
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private int _peopleBefore;

    public static async Task<GrowthStore> Make()
    {
        var store = new GrowthStore();
        await StoredProduct.Make(store._data.FullName);
        return store;
    }

    public Task Fill(Func<GrowthPeople, BulkStore, Task> fill) => StoredProduct.Fill(
        _data.FullName,
        async shards =>
        {
            var store = new BulkStore(shards);
            var people = new GrowthPeople(_now, store, _peopleBefore);
            await fill(people, store);
            _peopleBefore = people.Count;
        },
        Filling);

    public Task Look(Func<BulkFigures, Task> look) =>
        StoredProduct.Fill(_data.FullName, shards => look(new BulkFigures(shards)));

    public Task<ProductProcess> Start(params string[] settings) => StoredProduct.Start(_data.FullName, settings);

    public ValueTask DisposeAsync()
    {
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
