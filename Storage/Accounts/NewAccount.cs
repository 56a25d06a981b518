namespace Instagram.Storage.Accounts;

/// <summary>
/// An account to create; <paramref name="Username"/> and <paramref name="Email"/> in the case as typed.
/// </summary>
public sealed record NewAccount(long Id, string Username, string DisplayName, string Email, string PasswordHash);

public enum SignUpResult { Created, UsernameTaken, EmailTaken }
