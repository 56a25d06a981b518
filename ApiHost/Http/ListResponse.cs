namespace Instagram.ApiHost.Http;

/// <summary>A page of a list; <paramref name="Cursor"/> continues it and is null at the end.</summary>
public sealed record ListResponse<T>(IReadOnlyList<T> Items, string? Cursor, bool HasMore);
