using Instagram.Storage.Media;
using Instagram.Storage.Objects;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Instagram.Grains.Media;

/// <summary>
/// Removes objects that no row names: what was rendered when a crash came, of a medium whose post was deleted before it
/// was tried again; what a restored backup has beyond its database. A row is there before its objects, so one without a
/// row has none to come.
/// </summary>
public sealed partial class UnnamedObjects(
    MediaStore store, IObjectStore objects, TimeProvider time, IOptions<UploadOptions> options,
    ILogger<UnnamedObjects> logger)
{
    private const int LookedUpAtOnce = 500;

    /// <summary>
    /// How many were removed. None when they are more than those that are named: then these are not this database's
    /// objects, or not all of its rows are there.
    /// </summary>
    public async Task<int> Remove(CancellationToken ct)
    {
        var before = time.GetUtcNow() - TimeSpan.FromHours(options.Value.KeepUnnamedHours);
        var unnamed = new List<string>();
        var looked = 0;
        await foreach (var some in objects.List("", ct).Chunk(LookedUpAtOnce).WithCancellation(ct))
        {
            looked += some.Length;
            unnamed.AddRange(await Unnamed(some.Where(found => found.CreatedAt < before), ct));
            if (unnamed.Count >= options.Value.ObjectSweepBatch)
            {
                break;
            }
        }
        if (unnamed.Count > looked / 2)
        {
            LogNotOurs(unnamed.Count, looked);
            return 0;
        }
        foreach (var key in unnamed)
        {
            await objects.Delete(key, ct);
        }
        if (unnamed.Count > 0)
        {
            LogRemoved(unnamed.Count, looked);
        }
        return unnamed.Count;
    }

    private async Task<List<string>> Unnamed(IEnumerable<ObjectInfo> found, CancellationToken ct)
    {
        var byMedium = found.Select(info => (info.Key, Medium: MediaKeys.MediumOf(info.Key)))
            .Where(named => named.Medium is not null).ToLookup(named => named.Medium!.Value, named => named.Key);
        var rows = await store.FindMany([.. byMedium.Select(medium => medium.Key)], ct);
        // Of a medium that is not settled more may be in work than its row says.
        var working = rows.Where(row => row.Status is not (MediaStatus.Ready or MediaStatus.Rejected))
            .Select(row => row.Id).ToHashSet();
        var named = rows.SelectMany(MediaKeys.All).ToHashSet();
        return
        [
            .. byMedium.Where(medium => !working.Contains(medium.Key)).SelectMany(keys => keys)
                .Where(key => !named.Contains(key)),
        ];
    }

    [LoggerMessage(LogLevel.Information, "Removed {Objects} objects that no row names, of {Looked} looked at.")]
    private partial void LogRemoved(int objects, int looked);

    [LoggerMessage(
        LogLevel.Error,
        "{Objects} of {Looked} objects are named by no row: this is not their database. Nothing is removed.")]
    private partial void LogNotOurs(int objects, int looked);
}
