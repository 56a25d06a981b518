using System.ComponentModel.DataAnnotations;

namespace Instagram.Grains.Accounts;

public sealed class AccountOptions
{
    public const string Section = "Accounts";

    [Range(1, 24 * 60)]
    public int AccessTokenMinutes { get; set; } = 60;

    [Range(1, 3650)]
    public int RefreshTokenDays { get; set; } = 60;

    /// <summary>Iterations of PBKDF2 with HMAC-SHA512; about 0.1 s a password at the default.</summary>
    [Range(1_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Threads that hash passwords; each is busy for as long as the iterations take.</summary>
    [Range(1, 64)]
    public int PasswordThreads { get; set; } = 2;

    /// <summary>Passwords that wait for a thread; more are turned away as busy.</summary>
    [Range(1, 100_000)]
    public int PasswordQueue { get; set; } = 200;

    /// <summary>Sessions whose check needs no database.</summary>
    [Range(0, 10_000_000)]
    public int CachedSessions { get; set; } = 200_000;
}
