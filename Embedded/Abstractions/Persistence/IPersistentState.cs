using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>Injected by <see cref="PersistentStateAttribute"/>; read before OnActivateAsync.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>Names a grain's state and the store that keeps it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName;

    public string? StorageName { get; } = storageName;
}
