namespace Orleans.Core;

/// <summary>State of a grain in a store, guarded by an ETag.</summary>
public interface IStorage
{
    string? Etag { get; }

    bool RecordExists { get; }

    Task ReadStateAsync();

    Task WriteStateAsync();

    Task ClearStateAsync();
}

public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
