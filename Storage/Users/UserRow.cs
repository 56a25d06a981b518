namespace Instagram.Storage.Users;

public sealed record UserRow(
    long Id,
    string Username,
    string DisplayName,
    string Bio,
    bool IsPrivate,
    bool IsVerified,
    long? AvatarMediaId,
    short Standing);

/// <summary>An account with whom it blocks and mutes.</summary>
public sealed record StoredUser(UserRow User, long[] Blocked, long[] Muted);

public sealed record UserCountsRow(int Posts, int Followers, int Following);
