using Instagram.Embedded.Activations;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Instagram.Embedded.Persistence;

/// <summary>One state of one activation and what its store last said of it.</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>
{
    private readonly GrainState<TState> state = new();
    private readonly Activation activation;
    private readonly IGrainStorage storage;
    private readonly string name;

    internal PersistentState(Activation activation, IGrainStorage storage, string name)
    {
        this.activation = activation;
        this.storage = storage;
        this.name = name;
        state.State = New();
    }

    public TState State
    {
        get => state.State;
        set => state.State = value;
    }

    public string? Etag => state.ETag;

    public bool RecordExists => state.RecordExists;

    public async Task ReadStateAsync()
    {
        await storage.ReadStateAsync(name, activation.Id, state);
        if (!state.RecordExists || state.State is null)
        {
            state.State = New();
        }
    }

    public async Task WriteStateAsync()
    {
        try
        {
            await storage.WriteStateAsync(name, activation.Id, state);
        }
        catch (InconsistentStateException stale)
        {
            stale.Origin = activation;
            throw;
        }
    }

    public async Task ClearStateAsync()
    {
        try
        {
            await storage.ClearStateAsync(name, activation.Id, state);
            state.State = New();
        }
        catch (InconsistentStateException stale)
        {
            stale.Origin = activation;
            throw;
        }
    }

    private static TState New() => typeof(TState).IsValueType || typeof(TState).GetConstructor([]) is null
        ? default!
        : Activator.CreateInstance<TState>();
}
