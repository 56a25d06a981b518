namespace Instagram.Storage.Objects;

public sealed record ObjectInfo(string Key, long ByteSize, DateTimeOffset CreatedAt);

/// <summary>What an upload has to be; signed, so that another is refused.</summary>
/// <param name="Sha256Hex">64 lower-case hex digits, or null when the client gave none.</param>
public sealed record PutTerms(string ContentType, long ByteSize, string? Sha256Hex);

/// <summary>What a part has to be; signed as well.</summary>
internal sealed record PartTerms(string UploadId, int Number, long ByteSize);

/// <param name="Url">Absolute, or relative to this server.</param>
/// <param name="Headers">To be sent exactly so.</param>
public sealed record PresignedPut(
    string Method, string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);
