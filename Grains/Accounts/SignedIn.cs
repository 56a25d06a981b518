namespace Instagram.Grains.Accounts;

/// <summary>A pair of tokens just issued; it is the only time that they are known in clear.</summary>
public sealed record SignedIn(long UserId, string AccessToken, string RefreshToken, int ExpiresInSeconds);
