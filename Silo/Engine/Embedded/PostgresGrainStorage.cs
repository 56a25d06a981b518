using System.Globalization;
using System.Text.Json;
using Instagram.Storage.GrainStates;
using Orleans.Runtime;
using Orleans.Storage;

namespace Instagram.Silo.Engine;

/// <summary>Grain states as JSON in the table <c>grain_state</c>.</summary>
internal sealed class PostgresGrainStorage(GrainStateStore store) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await store.Read(Type(grainId), Key(grainId), stateName);
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored?.Etag.ToString(CultureInfo.InvariantCulture);
        grainState.State = stored is null
            ? Activator.CreateInstance<T>()
            : JsonSerializer.Deserialize<T>(stored.Data) ?? Activator.CreateInstance<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var etag = await store.Write(
            Type(grainId), Key(grainId), stateName, JsonSerializer.SerializeToUtf8Bytes(grainState.State),
            Expected(grainState.ETag));
        if (etag is null)
        {
            throw Conflict(stateName, grainId, grainState.ETag);
        }
        grainState.ETag = etag.Value.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!await store.Clear(Type(grainId), Key(grainId), stateName, Expected(grainState.ETag)))
        {
            throw Conflict(stateName, grainId, grainState.ETag);
        }
        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    private static InconsistentStateException Conflict(string stateName, GrainId grainId, string? etag) =>
        new($"The state '{stateName}' of {grainId} was written by someone else since it was read.", null, etag);

    private static long? Expected(string? etag) => etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);

    private static string Type(GrainId grainId) => grainId.Type.ToString()!;

    private static string Key(GrainId grainId) => grainId.Key.ToString()!;
}
