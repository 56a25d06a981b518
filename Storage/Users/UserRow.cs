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

public sealed record UserCountsRow(int Posts, int Followers, int Following);
