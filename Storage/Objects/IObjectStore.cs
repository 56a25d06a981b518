namespace Instagram.Storage.Objects;

/// <summary>
/// Bytes by key, written once: on disk, or in S3. Keys match <see cref="ObjectKey"/> and are made by the caller's
/// store, never by a client.
/// </summary>
public interface IObjectStore
{
    /// <summary>
    /// Scheme, host and port that the addresses for uploads begin with; null when they are relative to this server.
    /// </summary>
    string? UploadOrigin { get; }

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

    /// <summary>
    /// The same for what is too large to be held in memory: the rest of the stream, which must be seekable, becomes the
    /// object.
    /// </summary>
    Task Put(string key, Stream content, string contentType, CancellationToken cancellationToken = default);

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

    /// <summary>
    /// Begins an object that is uploaded in parts, as S3 does: parts are numbered from 1 to
    /// <see cref="ObjectParts.MaxNumber"/>, each but the last has at least <see cref="ObjectParts.MinBytes"/>, they
    /// come in any order and at once, and a part that comes again replaces the one before. The answer names the upload.
    /// </summary>
    Task<string> BeginParts(string key, string contentType, CancellationToken cancellationToken = default);

    /// <summary>
    /// A request with which a client uploads one part of exactly this size. What it was answered is durable.
    /// </summary>
    ValueTask<PresignedPut> PresignPart(
        string key, string uploadId, int number, long byteSize, TimeSpan lifetime,
        CancellationToken cancellationToken = default);

    /// <summary>The parts that are there, by number; null when there is no such upload (any more).</summary>
    Task<IReadOnlyList<ObjectPart>?> ListParts(
        string key, string uploadId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the object of these parts, which must be all that are there, in ascending order. The object is durable
    /// when this returns, and the upload is over. An existing object stays as it is.
    /// </summary>
    Task<PartsOutcome> CompleteParts(
        string key, string uploadId, IReadOnlyList<ObjectPart> parts, CancellationToken cancellationToken = default);

    /// <summary>Drops an upload with its parts; what is not there is dropped already.</summary>
    Task AbortParts(string key, string uploadId, CancellationToken cancellationToken = default);

    /// <summary>The uploads in parts that are neither complete nor aborted, in no particular order.</summary>
    IAsyncEnumerable<PartsUpload> ListPartsUploads(CancellationToken cancellationToken = default);
}
