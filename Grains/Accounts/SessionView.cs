namespace Instagram.Grains.Accounts;

public sealed record SessionView(long Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string UserAgent);
