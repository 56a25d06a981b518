namespace Instagram.Grains.Accounts;

public readonly record struct LiveSession(long Id, long UserId);
