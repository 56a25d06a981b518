namespace Instagram.Storage.Objects;

/// <summary>The query of an upload URL as it came, unchecked.</summary>
public sealed record PutQuery(string? Expires, string? Type, string? Size, string? Sha256, string? Signature);
