using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Instagram.Embedded.Persistence;

/// <summary>States as JSON in memory, so that what a grain reads is never what another holds.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private readonly ConcurrentDictionary<(string Name, GrainId Grain), Row> rows = new();
    private long lastVersion;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (rows.TryGetValue((stateName, grainId), out var row))
        {
            grainState.State = JsonSerializer.Deserialize<T>(row.Body, Json)!;
            grainState.ETag = row.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = new Row(
            JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json),
            Interlocked.Increment(ref lastVersion).ToString(CultureInfo.InvariantCulture));
        var key = (stateName, grainId);
        rows.TryGetValue(key, out var current);
        Expect(key, current, grainState.ETag);
        if (!(current is null ? rows.TryAdd(key, next) : rows.TryUpdate(key, next, current)))
        {
            throw Conflict(key, current, grainState.ETag);
        }

        grainState.ETag = next.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        if (rows.TryGetValue(key, out var current))
        {
            Expect(key, current, grainState.ETag);
            if (!rows.TryRemove(KeyValuePair.Create(key, current)))
            {
                throw Conflict(key, current, grainState.ETag);
            }
        }

        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static void Expect((string Name, GrainId Grain) key, Row? current, string? etag)
    {
        if (!string.Equals(current?.ETag, etag, StringComparison.Ordinal))
        {
            throw Conflict(key, current, etag);
        }
    }

    private static InconsistentStateException Conflict((string Name, GrainId Grain) key, Row? current, string? etag) =>
        new($"State '{key.Name}' of {key.Grain} was written by somebody else since it was read.", current?.ETag, etag);

    private sealed record Row(byte[] Body, string ETag);
}
