namespace Instagram.Storage.Objects;

/// <summary>The query of a part's URL as it came, unchecked.</summary>
public sealed record PartQuery(string? Upload, string? Part, string? Expires, string? Size, string? Signature);
