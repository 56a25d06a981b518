using Instagram.ApiHost.Users;

namespace Instagram.ApiHost.Accounts;

public sealed record SignUpRequest(string? Username, string? Email, string? Password, string? DisplayName);

public sealed record LoginRequest(string? Login, string? Password);

public sealed record RefreshRequest(string? RefreshToken);

public sealed record PasswordRequest(string? CurrentPassword, string? NewPassword);

/// <summary>Tokens of a session; the access token lives for <paramref name="ExpiresIn"/> seconds.</summary>
public sealed record SignedInResponse(UserResponse User, string AccessToken, string RefreshToken, int ExpiresIn);

public sealed record SessionResponse(
    string Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string UserAgent, bool Current);
