namespace Instagram.Storage.Accounts;

/// <summary>A signed-in device. Tokens are kept only as SHA-256 (32 bytes).</summary>
public sealed record SessionRow(
    long Id,
    long UserId,
    byte[] AccessHash,
    DateTimeOffset AccessExpiresAt,
    byte[] RefreshHash,
    DateTimeOffset RefreshExpiresAt,
    DateTimeOffset LastSeenAt,
    string UserAgent);
