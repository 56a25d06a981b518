namespace Instagram.Storage.Graph;

/// <summary>One end of an edge; <paramref name="EdgeId"/> orders it in time and continues a page.</summary>
public sealed record EdgeRow(long EdgeId, long UserId);
