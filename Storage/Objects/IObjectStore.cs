namespace Instagram.Storage.Objects;

/// <summary>
/// Bytes by key, written once: on disk, or in S3. Keys match <see cref="ObjectKey"/> and are made by the caller's
/// store, never by a client.
/// </summary>
public interface IObjectStore
{
    /// <summary>
    /// A request with which a client uploads the object itself, without passing through this process.
    /// </summary>
    ValueTask<PresignedPut> PresignPut(
        string key, PutTerms terms, TimeSpan lifetime, CancellationToken cancellationToken = default);

    /// <summary>Null when there is no such object.</summary>
    Task<ObjectInfo?> Head(string key, CancellationToken cancellationToken = default);

    /// <summary>The object is durable when this returns. An existing one stays as it is.</summary>
    Task Put(
        string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default);

    /// <summary>A seekable stream of the whole object that the caller disposes; null when there is none.</summary>
    Task<Stream?> OpenRead(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// False when there is no <paramref name="from"/>. An existing <paramref name="to"/> stays as it is.
    /// </summary>
    Task<bool> Copy(string from, string to, CancellationToken cancellationToken = default);

    /// <summary>What is not there is deleted already.</summary>
    Task Delete(string key, CancellationToken cancellationToken = default);

    /// <summary>The objects whose key starts with <paramref name="prefix"/>, in no particular order.</summary>
    IAsyncEnumerable<ObjectInfo> List(string prefix, CancellationToken cancellationToken = default);
}
