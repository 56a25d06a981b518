using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A store of grain states, registered by name as a keyed service. Write and Clear compare the ETag with the stored
/// one and throw <see cref="InconsistentStateException"/> when they differ.
/// </summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}

/// <summary>Somebody else wrote the state since it was read; the activation that held it ends.</summary>
public sealed class InconsistentStateException(
    string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
    : OrleansException(errorMsg, storageException)
{
    public InconsistentStateException(string message)
        : this(message, null, null, null)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public string? StoredEtag { get; } = storedEtag;

    public string? CurrentEtag { get; } = currentEtag;

    /// <summary>The activation whose state is stale; callers that the exception passes through are sound.</summary>
    internal Instagram.Embedded.Activations.Activation? Origin { get; set; }
}
